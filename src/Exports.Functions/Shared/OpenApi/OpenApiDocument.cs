using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Exports.Functions.Shared.OpenApi;

/// <summary>
/// The API's description: <c>openapi.json</c>, which all routes share, joined with the files of <c>Parts/</c>, one for each feature. A
/// schema has the name of the record that it describes; tests hold routes, records and answers against it.
/// </summary>
internal sealed class OpenApiDocument
{
    private const string Base = "openapi.json";

    // In the assembly, not beside it: there is no file to miss in a deployment.
    private const string ResourcePrefix = "OpenApi/";

    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private OpenApiDocument(JsonObject root)
    {
        Root = root;
        Utf8 = JsonSerializer.SerializeToUtf8Bytes(root, Written);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Utf8));
    }

    public JsonObject Root { get; }

    public byte[] Utf8 { get; }

    /// <summary>Lower-case hex, of <see cref="Utf8"/>.</summary>
    public string Sha256 { get; }

    /// <exception cref="InvalidDataException">Two files say something about the same member.</exception>
    public static OpenApiDocument Load()
    {
        var assembly = typeof(OpenApiDocument).Assembly;
        var parts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal) && name != ResourcePrefix + Base)
            .Order(StringComparer.Ordinal);
        return Join(Read(assembly, ResourcePrefix + Base), parts.Select(name => Read(assembly, name)));
    }

    /// <summary>Objects are joined member by member and lists one after the other; nothing is said twice.</summary>
    /// <exception cref="InvalidDataException">Something is.</exception>
    public static OpenApiDocument Join(JsonObject shared, IEnumerable<JsonObject> parts)
    {
        var root = shared.DeepClone().AsObject();
        foreach (var part in parts)
            AddTo(root, part, "");
        return new(root);
    }

    private static void AddTo(JsonObject target, JsonObject part, string where)
    {
        foreach (var (name, value) in part)
        {
            var path = $"{where}/{name}";
            switch (target[name], value)
            {
                case (null, _) when !target.ContainsKey(name):
                    target[name] = value?.DeepClone();
                    break;
                case (JsonObject ours, JsonObject theirs):
                    AddTo(ours, theirs, path);
                    break;
                case (JsonArray ours, JsonArray theirs):
                    foreach (var item in theirs)
                        ours.Add(item?.DeepClone());
                    break;
                default:
                    throw new InvalidDataException($"The OpenAPI document has {path} twice.");
            }
        }
    }

    private static JsonObject Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"The program was built without {resource}.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
