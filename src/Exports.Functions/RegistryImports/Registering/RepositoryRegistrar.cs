using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.Shared;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Registering;

/// <summary>
/// Registers repositories: places first, row second, so that an interruption leaves places that lead nowhere for a while and no row that
/// is never found. Registering again is harmless.
/// </summary>
internal sealed class RepositoryRegistrar(
    RegistryRepositoryTable rows,
    RegistryPlaceTable places,
    RegistryControlTable counts,
    RepositoryLedger ledger,
    TimeProvider time,
    IOptions<RegistryImportOptions> options)
{
    private const int AtOnce = 32;
    private const int PlacesInOneTransaction = 100;

    public async Task<RegistrationCounts> RegisterAsync(IReadOnlyList<RegisterRepositoryRequest> items, CancellationToken cancellationToken)
    {
        var named = items.GroupBy(item => item.Path!, StringComparer.Ordinal).Select(same => ToRepository(same.Last())).ToList();
        var known = await named.SelectAsync(AtOnce, (repository, token) => rows.GetAsync(repository.Hash, token), cancellationToken);

        var fresh = named.Where((_, number) => known[number] is null).ToList();
        var added = await AddAsync(fresh, cancellationToken);
        var updated = await UpdateAsync(named.Where((_, number) => known[number] is not null).ToList(), cancellationToken);
        return new(added, updated, items.Count - added - updated);
    }

    private async Task<int> AddAsync(List<RegistryRepository> repositories, CancellationToken cancellationToken)
    {
        var wanted = repositories.Select(repository => repository.Place)
            .Concat(repositories.Select(repository => RepositoryPlaces.OfName(repository.Path, repository.Hash)));
        foreach (var partition in wanted.GroupBy(place => place.Partition))
        {
            foreach (var together in partition.Chunk(PlacesInOneTransaction))
                await places.AddAllAsync(together, cancellationToken);
        }

        var isNew = await repositories.SelectAsync(AtOnce, TryAddAsync, cancellationToken);
        var added = repositories.Where((_, number) => isNew[number]).ToList();
        foreach (var shard in added.GroupBy(repository => RegistryControlTable.Shard(repository.Hash)))
            await counts.CountAsync(shard.First().Hash, null, RepositoryState.Default, shard.Count(), cancellationToken);
        return added.Count;
    }

    /// <summary>
    /// Two requests may register the same one at once; one row comes of it. A write that only seemed to fail finds its row and counts it
    /// too.
    /// </summary>
    private Task<bool> TryAddAsync(RegistryRepository repository, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            if (await rows.GetAsync(repository.Hash, cancellationToken) is { } there)
                return there.UpdatedAt == repository.UpdatedAt && there.Attempt == 0;
            await rows.AddAsync(repository, cancellationToken);
            return true;
        });

    private async Task<int> UpdateAsync(List<RegistryRepository> repositories, CancellationToken cancellationToken)
    {
        var changed = await repositories.SelectAsync(AtOnce, ledger.DescribeAsync, cancellationToken);
        return changed.Count(updated => updated);
    }

    private RegistryRepository ToRepository(RegisterRepositoryRequest item)
    {
        var now = time.GetUtcNow();
        var repository = new RegistryRepository
        {
            Path = item.Path!,
            Hash = RepositoryHash.Of(item.Path!),
            TagsCount = item.TagsCount!.Value,
            CreatedAt = item.CreatedAt!.Value,
            Plan = item.Plan,
            Priority = item.Priority ?? 0,
            NotBefore = item.NotBefore,
            UpdatedAt = now,
            PlacePartition = string.Empty,
            PlaceRow = string.Empty,
        };
        var place = RepositoryPlaces.Of(repository, now, options.Value);
        return repository with { PlacePartition = place.Partition, PlaceRow = place.Row };
    }
}
