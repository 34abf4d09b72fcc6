using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.Functions.Tests;

/// <summary>The product itself on the test host: its own builder, a folder and a clock of the test's.</summary>
internal static class ExportsTestHost
{
    /// <param name="settings">Application settings on top of the test host's (Development, AllowAnonymous).</param>
    /// <param name="faults">Where the first process crashes or a write times out; commits are then counted one by one.</param>
    /// <param name="configure">A last word on every process's builder.</param>
    public static Task<EmbeddedTestHost> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, CrashPlan? faults = null, Action<FunctionsApplicationBuilder>? configure = null) =>
        EmbeddedTestHost.StartAsync(new EmbeddedTestSetup(Program.CreateBuilder, typeof(Program).Assembly)
        {
            Settings = settings ?? new Dictionary<string, string>(),
            Faults = faults,
            Configure = configure,
        });
}
