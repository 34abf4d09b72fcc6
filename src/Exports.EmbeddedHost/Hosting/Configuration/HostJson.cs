namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>The parts of host.json that the embedded host follows. Unknown sections are left alone: they are for Azure.</summary>
internal sealed record HostJson
{
    public const string FileName = "host.json";

    /// <summary>What stands before every HTTP function's route; empty for none.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>
    /// Most activities at once (<c>extensions.durableTask.maxConcurrentActivityFunctions</c>); null leaves it to the engine.
    /// </summary>
    public int? MaxConcurrentActivities { get; init; }

    /// <summary>
    /// Most orchestrations at once (<c>extensions.durableTask.maxConcurrentOrchestratorFunctions</c>); null leaves it to the engine.
    /// </summary>
    public int? MaxConcurrentOrchestrations { get; init; }

    /// <summary>Version of orchestrations whose start names none (<c>extensions.durableTask.defaultVersion</c>); null for none.</summary>
    public string? DefaultVersion { get; init; }

    /// <summary>Minimum level by log category (<c>logging.logLevel</c>).</summary>
    public IReadOnlyDictionary<string, string> LogLevels { get; init; } = new Dictionary<string, string>();

    /// <summary>The file's content, or the defaults where there is no file.</summary>
    /// <exception cref="HostStartException">The file is malformed or of a version other than 2.0.</exception>
    public static HostJson Read(string path)
    {
        if (!File.Exists(path))
        {
            return new HostJson();
        }

        using var document = JsonSettingsFile.Parse(path);
        var reader = new HostJsonReader(path, document.RootElement);
        reader.RequireVersion2();
        return new HostJson
        {
            RoutePrefix = (reader.Text("extensions", "http", "routePrefix") ?? "api").Trim('/'),
            MaxConcurrentActivities = reader.PositiveInteger("extensions", "durableTask", "maxConcurrentActivityFunctions"),
            MaxConcurrentOrchestrations = reader.PositiveInteger("extensions", "durableTask", "maxConcurrentOrchestratorFunctions"),
            DefaultVersion = reader.Text("extensions", "durableTask", "defaultVersion"),
            LogLevels = reader.LogLevels(),
        };
    }
}
