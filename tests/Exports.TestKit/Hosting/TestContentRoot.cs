using System.Text.Json;

namespace Exports.TestKit.Hosting;

/// <summary>Writes the files that a host finds in its content root: settings and host.json.</summary>
internal static class TestContentRoot
{
    private const string HostJson = "host.json";

    public static void Write(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var values = new Dictionary<string, string>
        {
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["AllowAnonymous"] = "true",
        };
        foreach (var (name, value) in settings) values[name] = value;
        File.WriteAllText(Path.Combine(folder, "local.settings.json"), JsonSerializer.Serialize(new { IsEncrypted = false, Values = values }));

        var hostJson = Path.Combine(AppContext.BaseDirectory, HostJson);
        if (File.Exists(hostJson)) File.Copy(hostJson, Path.Combine(folder, HostJson));
    }
}
