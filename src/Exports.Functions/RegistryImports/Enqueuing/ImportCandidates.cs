using System.Runtime.CompilerServices;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Enqueuing;

/// <summary>
/// Who may be next, in the order in which they go: aborted ones whose back-off is over, those whose own date has come, then the head of
/// the ready ones. Whatever is registered, no more is examined than is asked for.
/// </summary>
internal sealed class ImportCandidates(RegistryPlaceTable places, TimeProvider time)
{
    /// <summary>Places read at once; a tick rarely needs a second page.</summary>
    internal const int PageSize = 50;

    public async IAsyncEnumerable<FoundPlace> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Keys hold whole seconds, rounded down; "~" sorts behind everything of the present one, and the row has the exact time.
        var due = RepositoryPlaces.Moment(time.GetUtcNow());
        PlaceRange[] ranges =
        [
            new(RepositoryPlaces.Retry, Before: $"{due}~"),
            new(RepositoryPlaces.ParkedNotBefore, Before: $"{due}~"),
            new(RepositoryPlaces.Ready),
        ];
        foreach (var range in ranges)
        {
            await foreach (var place in places.AllAsync(range, PageSize, cancellationToken))
                yield return place;
        }
    }
}
