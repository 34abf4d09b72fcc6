using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>10: when half of the last hundred failed, new starts stop and the status says so; one probe at a time finds out whether it is over.</summary>
public sealed class BreakerFunctionTests
{
    private static readonly string[] Paths = ["group/a", "group/b", "group/c", "group/d"];

    [Fact]
    public async Task B10_Breaker_HalfOfTheLastHundredFailed_StopsStartsUntilAProbeIsDone()
    {
        await using var host = await ImportHost.StartAsync(("FirstBackoff", "1.00:00:00"), ("MaxBackoff", "1.00:00:00"));
        await host.Control.ChangeAsync(control => control with { Breaker = new(new string('F', 49) + new string('D', 50), null, null) }, default);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportFailed);

        // The fiftieth failure opens it.
        await host.StartImportAsync("group/first", RepositoryState.ImportAborted);
        await host.Host.SettleAsync();
        await host.RegisterAsync(Paths);
        await AssertBreakerAsync(host, BreakerState.Open, starts: "breaker_open");
        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(["group/first"], Started(host));

        // One probe alone, though five slots are free; it fails, and the wait begins anew.
        await host.UntilAsync("group/a", row => row.State == RepositoryState.PreImporting);
        await host.Host.SettleAsync();
        await AssertBreakerAsync(host, BreakerState.Probing, starts: "breaker_probing");
        await host.UntilAsync("group/a", row => row.State == RepositoryState.ImportAborted);
        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(["group/first", "group/a"], Started(host));

        // The next one is done: the others follow at once.
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.ImportComplete);
        await host.UntilAsync("group/b", row => row.State == RepositoryState.ImportDone);
        await host.Host.SettleAsync();
        await AssertBreakerAsync(host, BreakerState.Closed, starts: "free");
        Assert.Equal(["group/first", .. Paths], Started(host));
    }

    [Fact]
    public async Task B10_Breaker_RegistryGivesNoUsableAnswer_OpensInsteadOfTryingEverybody()
    {
        await using var host = await ImportHost.StartAsync();
        await host.Control.ChangeAsync(control => control with { Breaker = new(new string('F', 49) + new string('D', 50), null, null) }, default);
        var answers = host.Registry.OnStart;
        host.Registry.OnStart = (_, _) => new(StartAnswerKind.Unavailable, "The registry answers 503.");
        host.Registry.OnStatus = _ => PlannedRegistry.Trouble();
        await host.StartImportAsync("group/first", RepositoryState.ImportAborted);
        await host.Host.SettleAsync();
        await AssertBreakerAsync(host, BreakerState.Open, starts: "breaker_open");

        // The outage is met by a probe every quarter of an hour, and by nobody else.
        var paths = Enumerable.Range(0, 20).Select(number => $"group/app-{number:D2}").ToArray();
        await host.RegisterAsync(paths);
        await host.Host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.InRange(host.Registry.Calls.Count, 2, 6);
        Assert.All(paths[6..], path => Assert.Equal(RepositoryState.Default, host.FindAsync(path).Result.State));

        // It is over: a probe is done, and the others follow without a retry used up.
        host.Registry.OnStart = answers;
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.ImportComplete);
        foreach (var path in paths)
            Assert.Equal(0, (await host.UntilAsync(path, row => row.State == RepositoryState.ImportDone)).Retries);
        await AssertBreakerAsync(host, BreakerState.Closed, starts: "free");
    }

    private static async Task AssertBreakerAsync(ImportHost host, BreakerState state, string starts)
    {
        var status = await host.Http.GetJsonAsync("/registry/imports");
        Assert.Equal(StoredName.Of(state), status.GetProperty("breaker").GetProperty("state").GetString());
        Assert.Equal(starts, status.GetProperty("starts").GetString());
    }

    private static IEnumerable<string> Started(ImportHost host) =>
        host.Registry.Calls.Where(call => call.What == "PUT pre").Select(call => call.Path);
}
