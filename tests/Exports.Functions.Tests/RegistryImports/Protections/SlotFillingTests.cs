using System.Collections.Concurrent;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Messages;
using Exports.TestKit.Time;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Moq;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>7: there is no lock that a dead process could hold; slots may be filled twice at once.</summary>
public sealed class SlotFillingTests
{
    private const int Rounds = 50;

    [Fact]
    public async Task B07_FillingSlots_TwiceAtOnce_NeverExceedsCapacityAndStartsNothingTwice()
    {
        using var fixture = new RepositoryFixture();
        await fixture.CreateTablesAsync();
        var started = new ConcurrentBag<string>();
        var client = Client(started);

        for (var round = 0; round < Rounds; round++)
        {
            for (var number = 0; number < 8; number++)
                await fixture.RegisterAsync($"round-{round}/app-{number}");
            started.Clear();

            await Task.WhenAll(Enqueuer(fixture).RunOnceAsync(client, default), Enqueuer(fixture).RunOnceAsync(client, default));

            var slots = (await fixture.Control.GetAsync(default)).Slots;
            Assert.Equal(fixture.Settings.Capacity, slots.Count);
            Assert.Equal(slots.Select(slot => slot.Hash).Order(), started.Order());
            await EndAllAsync(fixture);
        }
    }

    [Fact]
    public async Task B07_FillingSlots_AHolderThatWasFrozenUntilItsSlotWasFreed_StartsNothing()
    {
        await using var host = await ImportHost.StartAsync(("Enabled", "false"));
        await host.RegisterAsync("group/a");
        var hash = RepositoryHash.Of("group/a");
        var life = new ImportLife(new(hash, "group/a", 1), new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)));

        await host.Host.Durable.ScheduleNewOrchestrationInstanceAsync("RegistryImport", life, new StartOrchestrationOptions(hash));
        await host.Host.SettleAsync();

        Assert.True((await host.Host.Durable.GetInstanceAsync(hash, default))!.IsCompleted);
        Assert.Empty(host.Registry.Calls);
        Assert.Equal((RepositoryState.Default, 0), ((await host.FindAsync("group/a")).State, (await host.FindAsync("group/a")).Attempt));
    }

    [Fact]
    public async Task B07_FillingSlots_AHolderThatDied_IsFreedByTheGuard()
    {
        await using var host = await ImportHost.StartAsync(("Capacity", "1"));
        await host.RegisterAsync("group/a", "group/b");
        await host.Control.ChangeAsync(control => control.Take(RepositoryHash.Of("group/b"), 1, host.Now), default);

        await host.EnqueueAsync();
        Assert.Empty(host.Registry.Calls);

        await host.UntilAsync("group/a", row => row.IsActive);
        Assert.True(host.Now <= ManualTimeProvider.DefaultStart.AddMinutes(20));
        Assert.Equal([RepositoryHash.Of("group/a")], (await host.Control.GetAsync(default)).Slots.Select(slot => slot.Hash));
    }

    private static ImportEnqueuer Enqueuer(RepositoryFixture fixture) => new(
        fixture.Control,
        fixture.Ledger,
        new(fixture.Places, fixture.Clock),
        new(fixture.Places, fixture.Clock),
        fixture.Clock,
        Options.Create(fixture.Settings));

    private static DurableTaskClient Client(ConcurrentBag<string> started)
    {
        var client = new Mock<DurableTaskClient>("test");
        client.Setup(durable => durable.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Returns((TaskName _, object _, StartOrchestrationOptions options, CancellationToken _) =>
            {
                started.Add(options.InstanceId!);
                return Task.FromResult(options.InstanceId!);
            });
        return client.Object;
    }

    private static async Task EndAllAsync(RepositoryFixture fixture)
    {
        foreach (var slot in (await fixture.Control.GetAsync(default)).Slots)
        {
            await fixture.Ledger.ChangeAsync(
                slot.Hash,
                _ => new(Move.Unknown, RepositoryEvent.SkipImport) { Reason = SkipReason.MigrationForcedCanceled },
                default);
            await fixture.Control.ChangeAsync(control => control.Release(slot.Hash, slot.Attempt, null, fixture.Clock.GetUtcNow()), default);
        }
    }
}
