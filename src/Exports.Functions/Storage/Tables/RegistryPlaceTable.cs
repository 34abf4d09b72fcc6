using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Exports.Functions.RegistryImports;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>registryplaces</c>: one key range for each thing that is ever looked for. A place is written before the row that names it and
/// removed after; adding and removing may be repeated.
/// </summary>
internal sealed class RegistryPlaceTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "registryplaces";

    private const int HashLength = 32;

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public Task AddAsync(RepositoryPlace place, CancellationToken cancellationToken) => StorageDecision.RepeatAsync(
        () => _table.UpsertEntityAsync(ToEntity(place), TableUpdateMode.Replace, cancellationToken));

    /// <summary>Adds places of one partition, at most 100, at once.</summary>
    public Task AddAllAsync(IEnumerable<RepositoryPlace> places, CancellationToken cancellationToken) => StorageDecision.RepeatAsync(
        () => _table.SubmitTransactionAsync(
            places.Select(place => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToEntity(place))),
            cancellationToken));

    /// <summary>Moves a repository: the new place first, then its row, then the old place goes.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it comes to; the same one when only its row changes.</param>
    /// <param name="writeRow">Writes the row, naming the new place, on condition that it still names the old one.</param>
    /// <param name="cancellationToken">Ends the move.</param>
    public async Task MoveAsync(RepositoryPlace from, RepositoryPlace to, Func<Task> writeRow, CancellationToken cancellationToken)
    {
        // Its version tells the old place from the same one written again by somebody who moves the repository back meanwhile.
        var old = from == to ? null : await FindAsync(from, cancellationToken);
        if (from != to)
            await AddAsync(to, cancellationToken);
        await writeRow();
        if (old is { } left)
            await RemoveAsync(left, cancellationToken);
    }

    /// <summary>Removes a place as it was found; one that has been written again since stays.</summary>
    public Task RemoveAsync(FoundPlace found, CancellationToken cancellationToken) => StorageDecision.RepeatUncertainAsync(async () =>
    {
        try
        {
            await _table.DeleteEntityAsync(found.Place.Partition, found.Place.Row, found.ETag, cancellationToken);
        }
        catch (RequestFailedException changed) when (StorageErrors.IsRefused(changed))
        {
            // Somebody wrote it again, or removed it: both leave nothing to do.
        }
    });

    /// <summary>The places from a key on, in key order; fewer than asked for only where the range ends.</summary>
    /// <param name="range">The key range.</param>
    /// <param name="count">How many, at most 1000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<FoundPlace>> ReadAsync(PlaceRange range, int count, CancellationToken cancellationToken)
    {
        var found = new List<FoundPlace>(count);
        await foreach (var place in AllAsync(range, count, cancellationToken))
        {
            found.Add(place);
            if (found.Count == count)
                break;
        }

        return found;
    }

    /// <summary>Every place of a range, in key order, place by place as far as the caller goes on.</summary>
    /// <param name="range">The key range.</param>
    /// <param name="pageSize">Places that one answer of the table holds, at most 1000; what is examined is what is answered.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<FoundPlace> AllAsync(
        PlaceRange range, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(range, pageSize, cancellationToken))
        {
            foreach (var place in page)
                yield return place;
        }
    }

    /// <summary>
    /// As <see cref="AllAsync"/>, answer by answer. None is empty, and any may hold fewer than a page: the service cuts a query short where
    /// it crosses servers or takes long, so its token alone tells the end.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<FoundPlace>> PagesAsync(
        PlaceRange range, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = _table.QueryAsync<TableEntity>(
            range.ToFilter(), pageSize, [nameof(TableEntity.RowKey), nameof(TableEntity.Timestamp)], cancellationToken);
        await foreach (var page in rows.AsPages())
        {
            if (page.Values.Count > 0)
                yield return [.. page.Values.Select(entity => ToFound(range.Partition, entity))];
        }
    }

    private async Task<FoundPlace?> FindAsync(RepositoryPlace place, CancellationToken cancellationToken) =>
        await _table.FindAsync(place.Partition, place.Row, cancellationToken) is { } row ? ToFound(place.Partition, row) : null;

    private static FoundPlace ToFound(string partition, TableEntity entity) =>
        new(new(partition, entity.RowKey), entity.RowKey[^HashLength..], entity.Timestamp!.Value, entity.ETag);

    private static TableEntity ToEntity(RepositoryPlace place) => new(place.Partition, place.Row);
}
