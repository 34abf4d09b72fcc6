using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Filing;

/// <summary>
/// Puts the counts of states right. A walk of many hours cannot count what moves meanwhile; listing keys alone takes a request for each
/// thousand repositories, so it is done in one go, and a shard in which anything moved during it keeps its counts until the next time.
/// </summary>
internal sealed class ImportRecount(RegistryControlTable control, RegistryPlaceTable places, RepositoryLedger ledger)
{
    private const int PageSize = 1000;

    /// <returns>How many shards had wrong counts that are right now.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var kept = await control.GetShardsAsync(cancellationToken);
        var found = kept.ToDictionary(shard => shard.Shard, shard => shard with { Counts = [] });
        foreach (var partition in RepositoryPlaces.All)
        {
            await foreach (var place in places.AllAsync(new(partition), PageSize, cancellationToken))
            {
                if (await StateOfAsync(place, cancellationToken) is { } state)
                    found[RegistryControlTable.Shard(place.Hash)].Add(state, 1);
            }
        }

        var corrected = 0;
        foreach (var shard in kept.Where(shard => !shard.Agrees(found[shard.Shard])))
            corrected += await control.TryPutShardAsync(found[shard.Shard], cancellationToken) ? 1 : 0;
        return corrected;
    }

    private async Task<RepositoryState?> StateOfAsync(FoundPlace place, CancellationToken cancellationToken)
    {
        if (RepositoryPlaces.StateOf(place.Place.Partition) is { } state)
            return state;
        var row = await ledger.FindAsync(place.Hash, cancellationToken);
        return row?.Place == place.Place ? row.State : null;
    }
}
