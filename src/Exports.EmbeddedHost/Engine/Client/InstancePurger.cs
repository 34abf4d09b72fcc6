using Exports.EmbeddedHost.Engine.Store;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>Removes finished instances (rules I11, I12).</summary>
/// <param name="parts">Store and clock.</param>
/// <param name="evenIfRunning">Purge by id removes running instances too, as Azure Storage does.</param>
internal sealed class InstancePurger(ClientParts parts, bool evenIfRunning)
{
    public async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var children = recursive ? parts.Store.ReadChildren(instanceId) : [];
        if (!await parts.Store.PurgeAsync(instanceId, evenIfRunning))
        {
            return 0;
        }

        parts.Signals.Changed(instanceId, isFinished: true);
        var count = 1;
        foreach (var child in children)
        {
            count += await PurgeAsync(child, recursive, cancellation);
        }

        return count;
    }

    public async Task<PurgeResult> PurgeAsync(PurgeInstancesFilter filter, bool recursive, CancellationToken cancellation)
    {
        if (filter.Timeout is { } timeout && timeout <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The timeout of a purge must be positive; it is {timeout}.", nameof(filter));
        }

        var start = parts.Time.GetTimestamp();
        var query = QueryFor(filter);
        var count = 0;
        while (parts.Store.QueryInstances(query) is { Count: > 0 } page)
        {
            query = query with { After = page[^1].Id };
            foreach (var record in page)
            {
                if (parts.Time.GetElapsedTime(start) >= filter.Timeout)
                {
                    return new PurgeResult(count, isComplete: false);
                }

                count += await PurgeAsync(record.Id, recursive, cancellation);
            }
        }

        return new PurgeResult(count, isComplete: true);
    }

    private static InstanceFilter QueryFor(PurgeInstancesFilter filter) => new()
    {
        CreatedFrom = filter.CreatedFrom,
        CreatedTo = filter.CreatedTo,
        Statuses = [.. (filter.Statuses ?? RuntimeStatuses.Finished).Where(RuntimeStatuses.IsFinished)],
    };
}
