using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>Looks values up in host.json, property names compared without case, and names the property that is wrong.</summary>
internal sealed class HostJsonReader(string path, JsonElement root)
{
    /// <exception cref="HostStartException">Missing or another version.</exception>
    public void RequireVersion2()
    {
        if (Text("version") != "2.0")
        {
            throw new HostStartException($"{path}: 'version' must be \"2.0\".");
        }
    }

    public string? Text(params string[] names) => Find(names) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Wrong(names, "must be a text"),
    };

    public int? PositiveInteger(params string[] names) => Find(names) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number > 0 => number,
        _ => throw Wrong(names, "must be an integer above 0"),
    };

    public Dictionary<string, string> LogLevels()
    {
        string[] names = ["logging", "logLevel"];
        var levels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Find(names) is not { } section)
        {
            return levels;
        }

        foreach (var level in Properties(section, names))
        {
            var name = level.Value.ValueKind == JsonValueKind.String ? level.Value.GetString() : null;
            levels[level.Name] = Enum.TryParse<LogLevel>(name, ignoreCase: true, out _)
                ? name!
                : throw Wrong([.. names, level.Name], $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}");
        }

        return levels;
    }

    // Null both for an absent property and for a null one.
    private JsonElement? Find(string[] names)
    {
        var element = root;
        for (var i = 0; i < names.Length; i++)
        {
            var found = Properties(element, names[..i]).FirstOrDefault(
                property => property.Name.Equals(names[i], StringComparison.OrdinalIgnoreCase));
            if (found.Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                return null;
            }

            element = found.Value;
        }

        return element;
    }

    private JsonElement.ObjectEnumerator Properties(JsonElement element, string[] names) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Wrong(names, "must be an object");

    private HostStartException Wrong(string[] names, string what) => new($"{path}: '{string.Join('.', names)}' {what}.");
}
