using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.RegistryImports.Observing;

/// <summary>The observer's log line, and the alert that reads it together with the enqueuer's.</summary>
public sealed class ImportObserverTriggerTests
{
    private const string Observed = "Registry imports by state";
    private const string Enqueued = "Enqueued registry imports";

    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task RunAsync_EveryTenMinutes_LogsTheCountsByState()
    {
        await using var host = await ImportHost.StartAsync();
        await host.StartImportAsync("group/active");
        await host.RegisterAllAsync([new("group/later", 10, ManualTimeProvider.DefaultStart.AddYears(-1), NotBefore: host.Now.AddDays(9))]);

        await host.Host.AdvanceAsync(Tick);

        Assert.Equal(
            ["Registry imports by state (on time): default 1, pre_importing 1, pre_import_done 0, importing 0, import_done 0, import_aborted 0, import_skipped 0"],
            Lines(host, Observed));
    }

    [Fact]
    public async Task RunAsync_SwitchedOff_LogsNothing()
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));

        await host.Host.AdvanceAsync(Tick);

        Assert.Empty(Lines(host, Observed));
    }

    [Fact]
    public async Task Alert_TwelveHoursOfSuchLines_MeansWorkThatNeverEndsAndNobodyHolds()
    {
        await using var host = await ImportHost.StartAsync();
        await host.StartImportAsync("group/one");
        await host.Host.AdvanceAsync(Tick);
        var (active, nothingDue) = (Lines(host, Observed).Last(), Lines(host, Enqueued).Last());
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.ImportComplete);
        await host.UntilAsync("group/one", row => row.State == RepositoryState.ImportDone);
        await host.Host.AdvanceAsync(Tick);
        var (done, idle) = (Lines(host, Observed).Last(), Lines(host, Enqueued).Last());
        await host.RegisterAsync("group/two");
        await host.Host.AdvanceAsync(Tick / 2);
        var started = Lines(host, Enqueued).Last();
        await host.PostAsync("pause", new { reason = "The registry is being upgraded." }, 200);
        await host.Host.AdvanceAsync(Tick / 2);
        var paused = Lines(host, Enqueued).Last();

        Assert.True(StandingStillAlert.Fires([.. Hours(active, nothingDue)]), "Something is active and does not come to an end.");
        Assert.True(StandingStillAlert.Fires([.. Hours(done, started)]), "Something is due and does not come to an end.");
        Assert.True(StandingStillAlert.Fires([.. Hours(done, idle).Where(line => line == done)]), "The enqueuer does not run.");
        Assert.False(StandingStillAlert.Fires([.. Hours(active, nothingDue).Skip(1), done]), "One came to an end.");
        Assert.False(StandingStillAlert.Fires([.. Hours(done, idle)]), "There is nothing to do.");
        Assert.False(StandingStillAlert.Fires([.. Hours(active, nothingDue), paused]), "Somebody paused it.");
        Assert.False(StandingStillAlert.Fires([.. Hours(active, nothingDue).Take(36)]), "It is observed for two hours.");
    }

    /// <summary>Twelve hours: the observer's line every ten minutes, the enqueuer's every five.</summary>
    private static IEnumerable<string> Hours(string observed, string enqueued) =>
        Enumerable.Repeat(new[] { observed, enqueued, enqueued }, 72).SelectMany(lines => lines);

    private static IEnumerable<string> Lines(ImportHost host, string start) =>
        host.Host.Logs.Entries.Select(entry => entry.Message).Where(line => line.StartsWith(start, StringComparison.Ordinal));
}
