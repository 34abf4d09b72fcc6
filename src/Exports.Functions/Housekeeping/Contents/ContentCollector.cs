using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Housekeeping.Contents;

/// <summary>
/// Removes manifests and contents that nothing names: first it marks what is named, then it sweeps what is neither marked nor young. It
/// holds no lock; why no writer ever loses a content to it is in docs/storage.md.
/// </summary>
internal sealed class ContentCollector(
    ContentMarker marker,
    ManifestContainer manifests,
    ContentContainer contents,
    IEnumerable<IContentHold> holds,
    TimeProvider time,
    IOptions<HousekeepingOptions> options)
{
    private const int ParallelRemovals = 16;

    /// <summary>One run: all of the marking, and a bounded number of removals; the next run goes on with the rest.</summary>
    /// <exception cref="InvalidDataException">A manifest in use is missing; nothing was removed.</exception>
    public async Task<CollectionCounts> RunOnceAsync(CancellationToken cancellationToken)
    {
        var counts = new CollectionCounts { Cutoff = await FindCutoffAsync(cancellationToken) };
        var marks = await marker.MarkAsync(counts, cancellationToken);
        await SweepAsync(manifests.Blobs, marks, counts, cancellationToken);
        await SweepAsync(contents.Blobs, marks, counts, cancellationToken);
        return counts;
    }

    /// <summary>Before anything is marked: what is stored or renewed from here on is young, whatever the marking sees of it.</summary>
    private async Task<DateTimeOffset> FindCutoffAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        foreach (var hold in holds)
        {
            if (await hold.FindOldestAsync(cancellationToken) is { } began && began < since)
                since = began;
        }

        return since - options.Value.ContentGrace;
    }

    private async Task SweepAsync(ImmutableBlobs blobs, HashMarks marks, CollectionCounts counts, CancellationToken cancellationToken)
    {
        var removed = 0;
        var garbage = blobs.ListAsync(cancellationToken)
            .Where(blob =>
            {
                counts.Seen++;
                return blob.LastModified < counts.Cutoff && !marks.Contains(blob.Name);
            })
            .Take(options.Value.RemovalsPerRun - counts.Removed);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelRemovals, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(garbage, parallel, async (blob, cancellation) =>
        {
            if (await blobs.RemoveAsync(blob, cancellation))
                Interlocked.Increment(ref removed);
        });
        counts.Removed += removed;
    }
}
