using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Exports.Functions.Tests.Shared.OpenApi;

/// <summary>
/// Holds a value against a schema of OpenAPI 3.0, as far as the document uses it. Stricter in one thing: a member that the schema does not
/// name is a fault, or the document could forget members.
/// </summary>
internal static class SchemaCheck
{
    /// <summary>What is wrong, each with where it is; empty when nothing is.</summary>
    public static IEnumerable<string> Faults(JsonElement value, JsonNode schema, string where = "$")
    {
        var node = ApiDescription.Resolve(schema);
        if (value.ValueKind == JsonValueKind.Null)
            return IsTrue(node["nullable"]) ? [] : [$"{where} is null"];
        if (node["allOf"] is JsonArray { Count: 1 } only)
            return Faults(value, only[0]!, where);

        return TypeFault(value, node) is { } fault ? [$"{where} {fault}"] : node["type"]?.GetValue<string>() switch
        {
            "object" => ObjectFaults(value, node, where),
            "array" => value.EnumerateArray().SelectMany((item, index) => Faults(item, node["items"]!, $"{where}[{index}]")),
            "string" => TextFaults(value.GetString()!, node).Select(text => $"{where} {text}"),
            "integer" => NumberFaults(value.GetInt64(), node).Select(text => $"{where} {text}"),
            _ => [],
        };
    }

    private static string? TypeFault(JsonElement value, JsonObject schema) => (schema["type"]?.GetValue<string>(), value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => null,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
        ("integer", JsonValueKind.Number) when value.TryGetInt64(out _) => null,
        (var type, var kind) => $"is {kind}, not {type}",
    };

    private static IEnumerable<string> ObjectFaults(JsonElement value, JsonObject schema, string where)
    {
        if (schema["properties"] is not JsonObject properties)
            yield break;
        foreach (var name in (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()))
        {
            if (!value.TryGetProperty(name, out _))
                yield return $"{where}.{name} is missing";
        }

        foreach (var member in value.EnumerateObject())
        {
            var faults = properties[member.Name] is { } described
                ? Faults(member.Value, described, $"{where}.{member.Name}")
                : [$"{where}.{member.Name} is not described"];
            foreach (var fault in faults)
                yield return fault;
        }
    }

    private static IEnumerable<string> TextFaults(string text, JsonObject schema)
    {
        if (schema["enum"] is JsonArray words && !words.Any(word => word?.GetValue<string>() == text))
            yield return $"'{text}' is none of the words";
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>()))
            yield return $"'{text}' does not match {pattern}";
        if (schema["maxLength"] is { } longest && text.Length > longest.GetValue<int>())
            yield return $"is longer than {longest}";
        if (schema["format"]?.GetValue<string>() switch
        {
            "date-time" => !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
            "uri" => !Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => false,
        })
        {
            yield return $"'{text}' is no {schema["format"]}";
        }
    }

    private static IEnumerable<string> NumberFaults(long number, JsonObject schema)
    {
        if (schema["minimum"] is { } least && number < least.GetValue<long>())
            yield return $"{number} is below {least}";
        if (schema["format"]?.GetValue<string>() == "int32" && number is < int.MinValue or > int.MaxValue)
            yield return $"{number} is no int32";
    }

    private static bool IsTrue(JsonNode? node) => node?.GetValue<bool>() ?? false;
}
