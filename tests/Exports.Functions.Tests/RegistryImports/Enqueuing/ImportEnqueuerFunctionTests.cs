using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Enqueuing;

/// <summary>Who is started, when and in which order, through the real functions.</summary>
public sealed class ImportEnqueuerFunctionTests
{
    [Theory]
    [InlineData("DeniedRoots__0", "denied", "denied/app")]
    [InlineData("TargetPlans__0", "gold", "group/free")]
    [InlineData("TargetPlans__0", "gold", "group/silver")]
    [InlineData("CreatedBefore", "2025-06-01T00:00:00Z", "group/young")]
    public async Task Enqueue_WhatASettingExcludes_IsNotStarted(string setting, string value, string excluded)
    {
        await using var host = await ImportHost.StartAsync((setting, value));
        await host.RegisterAllAsync(
        [
            new(excluded, 1, host.Now.AddMonths(excluded == "group/young" ? -1 : -12), excluded == "group/silver" ? "silver" : null),
            new("group/wanted", 1, host.Now.AddMonths(-12), "gold"),
        ]);

        await host.EnqueueAsync();
        await host.Host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(["group/wanted"], Started(host));
        Assert.Equal(RepositoryState.Default, (await host.FindAsync(excluded)).State);
    }

    [Theory]
    [InlineData("100", 100, false)]
    [InlineData("100", 101, true)]
    [InlineData("0", 1_000_000, false)]
    public async Task Enqueue_MoreTagsThanTheLimit_IsSkipped(string limit, int tags, bool isSkipped)
    {
        await using var host = await ImportHost.StartAsync(("MaxTags", limit));
        await host.RegisterAllAsync([new("group/a", tags, host.Now.AddYears(-1))]);

        var counts = await host.EnqueueAsync();
        await host.Host.SettleAsync();

        var row = await host.FindAsync("group/a");
        Assert.Equal((isSkipped ? 1 : 0, isSkipped ? 0 : 1), (counts.Skipped, counts.Started));
        Assert.Equal(isSkipped ? (RepositoryState.ImportSkipped, SkipReason.TooManyTags) : (RepositoryState.PreImporting, null), (row.State, row.Reason));
        Assert.Equal(isSkipped ? 0 : 1, host.Registry.Orders.Count);
    }

    [Fact]
    public async Task B09_Order_AbortedOnesThenPriorityThenName()
    {
        await using var host = await ImportHost.StartAsync(("Capacity", "1"));
        host.Registry.OnStart = (_, _) => new(StartAnswerKind.AlreadyThere, "The registry answers 200.");
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportCanceled);
        await host.RegisterAllAsync(
        [
            new("group/b", 1, host.Now.AddYears(-1)),
            new("group/a", 1, host.Now.AddYears(-1)),
            new("group/low", 1, host.Now.AddYears(-1), Priority: -1000),
            new("group/high", 1, host.Now.AddYears(-1), Priority: 1000),
            new("group/some", 1, host.Now.AddYears(-1), Priority: 1),
        ]);
        await host.PlantAsync(SampleRepository.In(RepositoryState.ImportAborted, "group/z") with { NextTryAt = host.Now.AddSeconds(-1) });

        await host.EnqueueAsync();
        await host.UntilAsync("group/low", row => row.State == RepositoryState.ImportDone);

        Assert.Equal(["group/z", "group/high", "group/some", "group/a", "group/b", "group/low"], Started(host));
    }

    [Fact]
    public async Task B09_NotBefore_IsNotStartedBeforeItsDateAndThenByItsPriority()
    {
        await using var host = await ImportHost.StartAsync(("Capacity", "1"));
        host.Registry.OnStart = (_, _) => new(StartAnswerKind.AlreadyThere, "The registry answers 200.");
        var date = host.Now.AddHours(3);
        await host.RegisterAllAsync([new("group/later", 1, host.Now.AddYears(-1), Priority: 500, NotBefore: date)]);

        await host.Host.AdvanceAsync(TimeSpan.FromHours(3) - TimeSpan.FromMinutes(1));
        Assert.Empty(host.Registry.Calls);
        Assert.Equal("not_before", (await host.AskAsync("explain", "group/later")).GetProperty("code").GetString());

        await host.RegisterAsync("group/now");
        host.Options.Enabled = false;
        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(2));
        host.Options.Enabled = true;
        await host.UntilAsync("group/now", row => row.State == RepositoryState.ImportDone);

        Assert.Equal(["group/later", "group/now"], Started(host));
        Assert.All(host.Registry.Calls, call => Assert.True(call.At >= date));
    }

    [Fact]
    public async Task B09_NotBefore_OfAnAbortedOne_IsKeptToAndHoldsUpNobody()
    {
        await using var host = await ImportHost.StartAsync();
        var row = await host.PlantAsync(SampleRepository.In(RepositoryState.ImportAborted, "group/a") with { NextTryAt = host.Now.AddMinutes(-1) });
        await host.RegisterAllAsync([new("group/a", 10, row.CreatedAt, NotBefore: host.Now.AddDays(1))]);
        await host.RegisterAsync("group/b");

        var counts = await host.EnqueueAsync();
        await host.Host.AdvanceAsync(TimeSpan.FromHours(23));

        Assert.Equal(1, counts.Examined);
        Assert.Equal(["group/b"], Started(host));
        Assert.Equal("not_before", (await host.AskAsync("explain", "group/a")).GetProperty("code").GetString());
        await host.UntilAsync("group/a", now => now.IsActive);
    }

    [Theory]
    [InlineData("00:00:00", 0)]
    [InlineData("00:45:00", 45)]
    [InlineData("02:45:00", 165)]
    public async Task Enqueue_AfterAFinishedStep_WaitsTheWaitingTime(string setting, int minutes)
    {
        await using var host = await ImportHost.StartAsync(("WaitingTime", setting), ("Capacity", "1"));
        host.Registry.OnStart = (_, _) => new(StartAnswerKind.AlreadyThere, "The registry answers 200.");
        await host.RegisterAsync("group/a", "group/b");

        await host.EnqueueAsync();
        await host.UntilAsync("group/b", row => row.State == RepositoryState.ImportDone);

        var starts = host.Registry.Calls.Select(call => call.At).ToArray();
        Assert.InRange(starts[1] - starts[0], TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes == 0 ? 0 : minutes + 5));
    }

    [Theory]
    [InlineData("The registry answers 401.")]
    [InlineData("The registry answers 503.")]
    public async Task Registry_NoUsableAnswerForADay_CostsNoRetryAndExplainSaysSo(string sentence)
    {
        await using var host = await ImportHost.StartAsync();
        host.Registry.OnStart = (_, _) => new(StartAnswerKind.Unavailable, sentence);
        host.Registry.OnStatus = _ => PlannedRegistry.Trouble(sentence);
        var since = host.Now;
        await host.RegisterAsync("group/a");
        await host.EnqueueAsync();

        await host.Host.AdvanceAsync(TimeSpan.FromDays(1));

        var row = await host.FindAsync("group/a");
        Assert.Equal((RepositoryState.ImportAborted, 0), (row.State, row.Retries));
        var explained = await host.AskAsync("explain", "group/a");
        Assert.Equal("registry_trouble", explained.GetProperty("code").GetString());
        Assert.StartsWith($"{sentence} So since {since:u}", explained.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.All(host.Registry.Calls.Zip(host.Registry.Calls.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At <= TimeSpan.FromMinutes(36)));
    }

    [Fact]
    public async Task Enqueue_NothingFree_LooksAtNoCandidate()
    {
        await using var host = await ImportHost.StartAsync(("Capacity", "1"));
        await host.StartImportAsync("group/a");
        await host.RegisterAsync("group/b");

        var counts = await host.EnqueueAsync();

        Assert.Equal((EnqueueCode.CapacityReached, 0), (counts.Code, counts.Examined));
    }

    private static IEnumerable<string> Started(ImportHost host) => host.Registry.Calls.Select(call => call.Path).Distinct();
}
