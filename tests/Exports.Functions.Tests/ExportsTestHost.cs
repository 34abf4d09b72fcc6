using Exports.Functions.Tests.Shared.OpenApi;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.Functions.Tests;

/// <summary>The product itself on the test host: its own builder, a folder and a clock of the test's.</summary>
internal static class ExportsTestHost
{
    /// <summary>No rate limits: a test's clock stands, so what it does falls into one minute.</summary>
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["RateLimits__ExportsPerMinute"] = "0",
        ["RateLimits__DownloadsPerMinute"] = "0",
        ["RateLimits__ImportsPerMinute"] = "0",
    };

    /// <param name="settings">Application settings on top of the test host's (Development, AllowAnonymous) and of those here.</param>
    /// <param name="faults">Where the first process crashes or a write times out; commits are then counted one by one.</param>
    /// <param name="configure">A last word on every process's builder.</param>
    /// <param name="mode">How the engine runs; as in the whole run unless said otherwise.</param>
    public static Task<EmbeddedTestHost> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        CrashPlan? faults = null,
        Action<FunctionsApplicationBuilder>? configure = null,
        EngineMode? mode = null) =>
        EmbeddedTestHost.StartAsync(new EmbeddedTestSetup(Program.CreateBuilder, typeof(Program).Assembly)
        {
            Client = DescribedAnswers.Around,
            Settings = Settings(settings ?? new Dictionary<string, string>()),
            Faults = faults,
            Configure = configure,
            Mode = mode ?? EngineTestDefaults.Mode,
        });

    /// <summary>These settings, with the defaults of tests where they say nothing.</summary>
    public static IReadOnlyDictionary<string, string> Settings(IReadOnlyDictionary<string, string> settings)
    {
        var all = new Dictionary<string, string>(Defaults);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }
}
