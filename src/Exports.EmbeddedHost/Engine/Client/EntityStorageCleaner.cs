using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask.Client.Entities;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>Removes entities that hold nothing, and locks whose holder is gone (rule N18).</summary>
internal sealed class EntityStorageCleaner(ClientParts parts)
{
    public async Task<CleanEntityStorageResult> CleanAsync(
        CleanEntityStorageRequest request, bool untilComplete, CancellationToken cancellation)
    {
        var result = new CleanEntityStorageResult { ContinuationToken = request.ContinuationToken };
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var filter = new EntityFilter { IncludeTransient = true, WithState = false, After = result.ContinuationToken };
            var page = parts.Store.QueryEntities(filter);
            foreach (var entity in page)
            {
                result = await CleanAsync(entity, request, result);
            }

            result = result with { ContinuationToken = Paging.NextToken(page, filter.Limit, entity => entity.Id) };
        }
        while (untilComplete && result.ContinuationToken is not null);

        return result;
    }

    private async Task<CleanEntityStorageResult> CleanAsync(
        EntityRecord entity, CleanEntityStorageRequest request, CleanEntityStorageResult result)
    {
        if (request.ReleaseOrphanedLocks && entity.Lock is { } held && IsOrphaned(held))
        {
            await ReleaseAsync(entity.Id, held);
            return result with { OrphanedLocksReleased = result.OrphanedLocksReleased + 1 };
        }

        var isEmpty = entity is { State: null, Lock: null };
        var removed = request.RemoveEmptyEntities && isEmpty && await parts.Store.RemoveEmptyEntityAsync(entity.Id);
        return removed ? result with { EmptyEntitiesRemoved = result.EmptyEntitiesRemoved + 1 } : result;
    }

    private bool IsOrphaned(EntityLock held) =>
        parts.Store.ReadInstance(held.InstanceId, withPayloads: false) is null or { IsFinished: true };

    // Through the entity's own mailbox: only its step may change it.
    private Task ReleaseAsync(string entityId, EntityLock held) =>
        parts.SignalAsync(new EntityMessage(parts.Sequence.Next(), entityId, new LockRelease(held.InstanceId, held.ExecutionId)));
}
