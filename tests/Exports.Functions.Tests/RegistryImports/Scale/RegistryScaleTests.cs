using System.Diagnostics.Metrics;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Observing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Exports.Functions.Tests.RegistryImports.Scale;

/// <summary>
/// A tick costs what the active ones cost, whatever is registered: counted as Azure charges it, over 1,000 repositories and over many
/// (<c>EXPORTS_SCALE_REPOSITORIES</c>, <c>docs/testing.md</c>).
/// </summary>
public sealed class RegistryScaleTests(ITestOutputHelper output)
{
    private const int Few = 1000;

    [Fact]
    public async Task Ticks_WhateverIsRegistered90PercentNotEligibleAndSortingFirst_CostTheSame()
    {
        var few = await TickAsync(Few);
        var many = await TickAsync(CampaignSize.ScaleRepositories);

        Assert.Equal(few, many);
        // One page of the head of those that are ready; retry and parked-not-before have nothing that is due.
        Assert.Equal(ImportCandidates.PageSize, many.Enqueuer.Examined);
        // Control, three ranges; for each of the 5 free slots row, control, and control under its ETag; and why it stopped.
        Assert.InRange(many.Enqueuer.Transactions, 1 + 3 + 15, 1 + 3 + 15 + 5);
        Assert.Equal((1 + RepositorySeed.Active, 0), many.Guard);
        Assert.Equal((1, 16), many.Observer);
    }

    private async Task<Costs> TickAsync(int count)
    {
        using var fixture = new RepositoryFixture(observer: NullCommitObserver.Instance);
        RepositorySeed.Restrict(fixture.Settings);
        await fixture.CreateTablesAsync();
        var seed = new RepositorySeed(fixture);
        await seed.PlantAsync(count);
        var ticks = new ImportTicks(fixture);
        for (var number = 0; number < RepositorySeed.Active; number++)
            ticks.Running.Add(seed.Repository(number).Hash);
        fixture.Clock.Advance(fixture.Settings.GuardAfter * 2);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var observer = new ImportObserver(fixture.ControlTable, services.GetRequiredService<IMeterFactory>());

        var costs = new Costs(
            await ticks.CostOfAsync(() => ticks.Guard.RunOnceAsync(ticks.Client.Object, default)),
            await ticks.CostOfAsync(() => ticks.EnqueueAsync()),
            await ticks.CostOfAsync(() => observer.RunOnceAsync(default)));

        output.WriteLine($"{count} registered: {costs}");
        Assert.Equal(fixture.Settings.Capacity - RepositorySeed.Active, ticks.Started.Count);
        Assert.All(ticks.Started, started => Assert.StartsWith("zzz/", started.Path, StringComparison.Ordinal));
        Assert.Equal(count, (await fixture.ControlTable.GetCountsAsync(default)).Values.Sum());
        return costs;
    }

    private sealed record Costs(
        (long Transactions, long Examined) Guard, (long Transactions, long Examined) Enqueuer, (long Transactions, long Examined) Observer);
}
