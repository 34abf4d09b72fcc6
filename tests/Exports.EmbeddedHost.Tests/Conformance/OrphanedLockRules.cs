using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules N18 and N20 for a lock whose holder was purged, which only hosts that purge running instances allow (rule I11).</summary>
public sealed class OrphanedLockRules() : ConformanceTest(EngineMode.UpstreamDefects)
{
    private static readonly EntityInstanceId A = new("counter", "a");

    [Fact]
    public async Task N18_N20_Official_CleanOrphanedLock_FreesTheEntityForTheNextHolder()
    {
        Functions.Entity<Counter>("counter");
        Functions.Orchestrator("BadHolder", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A)) await context.CreateTimer(TimeSpan.FromDays(365), CancellationToken.None);
        });
        Functions.Orchestrator("Unlucky", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A)) return await context.Entities.CallEntityAsync<int>(A, "Add", 1);
        });
        await Host.StartAsync("BadHolder", options: new StartOrchestrationOptions("holder"));
        await Host.StartAsync("Unlucky", options: new StartOrchestrationOptions("unlucky"));
        await Client.PurgeInstanceAsync("holder");
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        var orphan = Assert.Single(await ListTransientAsync());
        Assert.Equal((A, false, "holder", 1), (orphan.Id, orphan.IncludesState, orphan.LockedBy, orphan.BacklogQueueSize));
        var cleaned = await Client.Entities.CleanEntityStorageAsync();
        Assert.Equal((0, 1), (cleaned.EmptyEntitiesRemoved, cleaned.OrphanedLocksReleased));

        Assert.Equal(1, Output<int>(await Host.FinishAsync("unlucky")));
        var cleanedAgain = await Client.Entities.CleanEntityStorageAsync();
        Assert.Equal((0, 0), (cleanedAgain.EmptyEntitiesRemoved, cleanedAgain.OrphanedLocksReleased));
        var freed = Assert.Single(await ListTransientAsync());
        Assert.Equal((null, 0, true), (freed.LockedBy, freed.BacklogQueueSize, freed.IncludesState));
        Assert.True(freed.LastModifiedTime > orphan.LastModifiedTime);
    }

    private async Task<List<EntityMetadata>> ListTransientAsync()
    {
        var entities = new List<EntityMetadata>();
        await foreach (var entity in Client.Entities.GetAllEntitiesAsync(new EntityQuery { IncludeTransient = true })) entities.Add(entity);
        return entities;
    }
}
