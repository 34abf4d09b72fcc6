using Exports.EmbeddedHost.Engine;
using Exports.TestKit.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests;

public sealed class EngineModeTests
{
    [Fact]
    public async Task StartAsync_TestThatChoosesNoMode_RunsInTheOneOfTheWholeRun()
    {
        await using var host = await ExportsTestHost.StartAsync();

        var options = host.Services.GetRequiredService<DurableEngineOptions>();

        Assert.Equal(
            (Environment.GetEnvironmentVariable(EngineTestDefaults.ModeVariable) == "upstream-defects", true), (options.UpstreamDefects, options.ReplayFromScratch));
    }
}
