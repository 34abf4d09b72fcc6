using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>5: capacity 0, a pause and the switch stop new starts only.</summary>
public sealed class HealingTests
{
    private const string Path = "group/app/web";

    [Theory]
    [InlineData("capacity")]
    [InlineData("pause")]
    [InlineData("switch")]
    public async Task B05_StartsStopped_TheGuardGoesOnHealing(string stop)
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing);
        await StopAsync(host, stop);

        var aborted = await host.UntilAsync(Path, row => !row.IsActive);
        await host.Host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal((RepositoryState.ImportAborted, 1), (aborted.State, aborted.Retries));
        Assert.Equal(["PUT pre", "PUT final", "DELETE"], host.Registry.Orders);
        Assert.Equal(RepositoryState.Default, (await host.FindAsync("group/new")).State);
    }

    [Theory]
    [InlineData("capacity")]
    [InlineData("pause")]
    [InlineData("switch")]
    public async Task B05_StartsStopped_PollsFollowWhatRunsToItsEnd(string stop)
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        await StopAsync(host, stop);

        host.Registry.OnStatus = _ => PlannedRegistry.Known(
            host.Registry.Orders.Contains("PUT final") ? RegistryStatus.ImportComplete : RegistryStatus.PreImportComplete);

        Assert.Equal(0, (await host.UntilAsync(Path, row => row.State == RepositoryState.ImportDone)).Retries);
        Assert.Equal(RepositoryState.Default, (await host.FindAsync("group/new")).State);
    }

    [Theory]
    [InlineData("capacity")]
    [InlineData("pause")]
    [InlineData("switch")]
    public async Task B05_StartsStopped_AGoneOrchestrationIsStartedAgain(string stop)
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing);
        await StopAsync(host, stop);
        await host.LoseOrchestrationAsync(Path);

        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(11));

        Assert.NotNull(await host.Host.Durable.GetInstanceAsync(RepositoryHash.Of(Path), default));
    }

    private static async Task StopAsync(ImportHost host, string stop)
    {
        if (stop == "capacity")
            host.Options.Capacity = 0;
        if (stop == "switch")
            host.Options.Enabled = false;
        if (stop == "pause")
            await host.PostAsync("pause", new { reason = "maintenance" }, 200);
        await host.RegisterAsync("group/new");
    }
}
