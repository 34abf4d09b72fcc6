using System.Text.Json;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>
/// local.settings.json: what would be application settings in Azure. Real environment variables win over it, and <c>__</c> in a name
/// separates sections, as in an environment variable.
/// </summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    /// <summary>The settings by configuration key; empty when there is no file.</summary>
    /// <exception cref="HostStartException">The file is malformed.</exception>
    public static Dictionary<string, string?> Read(string path)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
        {
            return settings;
        }

        using var document = JsonSettingsFile.Parse(path);
        AddSection(settings, path, document.RootElement, "Values", prefix: "");
        AddSection(settings, path, document.RootElement, "ConnectionStrings", prefix: "ConnectionStrings:");
        return settings;
    }

    private static void AddSection(Dictionary<string, string?> settings, string path, JsonElement root, string section, string prefix)
    {
        if (!root.TryGetProperty(section, out var values) || values.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (values.ValueKind != JsonValueKind.Object)
        {
            throw new HostStartException($"{path}: '{section}' must be an object of names and texts.");
        }

        foreach (var setting in values.EnumerateObject())
        {
            settings[prefix + setting.Name.Replace("__", ":", StringComparison.Ordinal)] = Text(path, section, setting);
        }
    }

    private static string? Text(string path, string section, JsonProperty setting) => setting.Value.ValueKind switch
    {
        JsonValueKind.String => setting.Value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => setting.Value.GetRawText(),
        _ => throw new HostStartException(
            $"{path}: '{section}.{setting.Name}' must be a text; nested settings are written with '__' in the name."),
    };
}
