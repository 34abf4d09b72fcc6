using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Exports.Functions.Shared.Json;
using Exports.Functions.Shared.Paging;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>The document's schemas against the records that are read and written: a schema has the name of its record.</summary>
public class OpenApiSchemaTests
{
    private static readonly Type[] Product = typeof(Program).Assembly.GetTypes();

    private readonly NullabilityInfoContext _nullability = new();

    public static TheoryData<string> Names => [.. ApiDescription.Schemas.Select(schema => schema.Key)];

    [Fact]
    public void Schemas_ThereIsOneForEveryBody()
    {
        var bodies = Product.Where(type => type.Name.EndsWith("Response", StringComparison.Ordinal) || type.Name.EndsWith("Request", StringComparison.Ordinal))
            .Except([typeof(PageRequest)])
            .Select(type => type.Name);

        Assert.Empty(bodies.Except(ApiDescription.Schemas.Select(schema => schema.Key)));
    }

    [Fact]
    public void Schemas_AreAllUsed()
    {
        var references = References(ApiDescription.Root).ToHashSet();

        Assert.All(ApiDescription.Schemas, schema => Assert.Contains($"#/components/schemas/{schema.Key}", references));
    }

    [Fact]
    public void References_AllLeadSomewhere() =>
        Assert.All(References(ApiDescription.Root), reference => ApiDescription.Resolve(new JsonObject { ["$ref"] = reference }));

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_HasTheMembersOfItsRecord(string name)
    {
        var schema = ApiDescription.Schemas[name]!.AsObject();
        var members = Members(name);

        Assert.Equal(
            members.Select(member => member.Name).Order(StringComparer.Ordinal),
            schema["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.All(members, member => Assert.Equal(
            Expected(member, isDemanded: IsRequest(name) && Required(schema).Contains(member.Name)),
            Described(schema["properties"]![member.Name]!.AsObject(), words: Core(member.PropertyType).IsEnum)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_OfAnAnswer_RequiresWhatIsAlwaysWritten(string name)
    {
        if (IsRequest(name))
            return;
        var always = Members(name).Where(member => member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true) is not [_, ..]);

        Assert.Equal(
            always.Select(member => member.Name).Order(StringComparer.Ordinal),
            Required(ApiDescription.Schemas[name]!.AsObject()).Order(StringComparer.Ordinal));
    }

    private static List<JsonPropertyInfo> Members(string name)
    {
        var record = Assert.Single(Product, type => type.Name == name);
        return [.. ApiJson.Options.GetTypeInfo(record).Properties.Where(member => member.Get is not null)];
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(
            member => member.Key == "$ref" ? [member.Value!.GetValue<string>()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static bool IsRequest(string name) => name.EndsWith("Request", StringComparison.Ordinal);

    private static IEnumerable<string> Required(JsonObject schema) =>
        (schema["required"]?.AsArray() ?? []).Select(member => member!.GetValue<string>());

    // A record of a request has null for what was not sent, which is an error where it is demanded.
    private string Expected(JsonPropertyInfo member, bool isDemanded)
    {
        var isLeftOut = member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true) is [_, ..];
        return Shape(Core(member.PropertyType)) + (IsNullable(member) && !isLeftOut && !isDemanded ? " or null" : "");
    }

    private static Type Core(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private bool IsNullable(JsonPropertyInfo member) =>
        Nullable.GetUnderlyingType(member.PropertyType) is not null
        || (member.AttributeProvider is PropertyInfo property && _nullability.Create(property).ReadState is NullabilityState.Nullable);

    private static string Shape(Type type)
    {
        if (type == typeof(JsonElement))
            return "object";
        if (type.IsEnum)
            return $"string: {string.Join(' ', Enum.GetValues(type).Cast<object>().Select(Word).Order(StringComparer.Ordinal))}";
        if (type != typeof(string) && ItemType(type) is { } item)
            return $"array of {Shape(item)}";
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => "string",
            TypeCode.Int32 => "integer int32",
            TypeCode.Int64 => "integer int64",
            TypeCode.Boolean => "boolean",
            _ => type == typeof(DateTimeOffset) ? "string date-time" : type == typeof(Uri) ? "string" : type.Name,
        };
    }

    private static string Word(object value) => JsonSerializer.Serialize(value, ApiJson.Options).Trim('"');

    private static Type? ItemType(Type type) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0];

    // The words are compared for enums; a text that only ever is one of a few words may say so, too.
    private static string Described(JsonObject schema, bool words = false)
    {
        var reference = schema["$ref"] ?? schema["allOf"]?[0]?["$ref"];
        var shape = reference?.GetValue<string>().Split('/')[^1] ?? schema["type"]!.GetValue<string>() switch
        {
            "array" => $"array of {Described(schema["items"]!.AsObject())}",
            "integer" => $"integer {schema["format"]}",
            "string" when schema["format"]?.GetValue<string>() is "date-time" => "string date-time",
            "string" when words => $"string: {Words(schema)}",
            var type => type,
        };
        return shape + (schema["nullable"]?.GetValue<bool>() ?? false ? " or null" : "");
    }

    private static string Words(JsonObject schema) => string.Join(
        ' ', schema["enum"]!.AsArray().Where(word => word is not null).Select(word => word!.GetValue<string>()).Order(StringComparer.Ordinal));
}
