using Azure;
using Exports.Functions.RegistryImports;

namespace Exports.Functions.Storage.Tables;

/// <summary>How many repositories of one shard are in each state.</summary>
/// <param name="Shard">The last hex digit of their hashes.</param>
/// <param name="Counts">By state; one that is missing has none.</param>
/// <param name="ETag">The version; the default value for a row that is not there.</param>
internal sealed record RegistryShard(string Shard, Dictionary<RepositoryState, long> Counts, ETag ETag)
{
    public long Of(RepositoryState state) => Counts.GetValueOrDefault(state);

    public void Add(RepositoryState state, int count) => Counts[state] = Of(state) + count;

    public bool Agrees(RegistryShard other) => Enum.GetValues<RepositoryState>().All(state => Of(state) == other.Of(state));
}
