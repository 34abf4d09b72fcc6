using System.Text.Json;
using Azure.Data.Tables;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Filing;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.Storage.Tables;

/// <summary>Table <c>registrycontrol</c>: the one row that starts are coordinated by, and the counts of states, one row a shard.</summary>
internal sealed class RegistryControlTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "registrycontrol";

    private const string Control = "control";
    private const string Counts = "counts";
    private const string FilingRow = "filing";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public async Task<ImportControl> GetAsync(CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Control, Control, cancellationToken: cancellationToken);
        return found.HasValue ? ToControl(found.Value!) : ImportControl.Initial;
    }

    /// <summary>Writes the row under the ETag it was read with, or inserts it.</summary>
    public Task PutAsync(ImportControl control, CancellationToken cancellationToken) => control.ETag == default
        ? _table.AddEntityAsync(ToEntity(control), cancellationToken)
        : _table.UpdateEntityAsync(ToEntity(control), control.ETag, TableUpdateMode.Replace, cancellationToken);

    /// <summary>Counts repositories of one shard out of a state and into another.</summary>
    /// <param name="hash">Any repository of the shard.</param>
    /// <param name="from">The state they leave; null for new ones.</param>
    /// <param name="to">The state they come to.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task CountAsync(string hash, RepositoryState? from, RepositoryState to, int count, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(async () =>
        {
            var found = await _table.GetEntityIfExistsAsync<TableEntity>(Counts, Shard(hash), cancellationToken: cancellationToken);
            var row = found.HasValue ? found.Value! : new TableEntity(Counts, Shard(hash));
            if (from is { } left)
                Add(row, left, -count);
            Add(row, to, count);
            await (found.HasValue
                ? _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(row, cancellationToken));
        });

    /// <summary>Replaces a shard's counts, by the states' stored names.</summary>
    public Task PutCountsAsync(string shard, IReadOnlyDictionary<string, long> counts, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Counts, shard);
        foreach (var (state, count) in counts)
            row[state] = count;
        return StorageDecision.RepeatAsync(() => _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken));
    }

    /// <summary>The number of repositories in each state, from at most 16 rows.</summary>
    public async Task<IReadOnlyDictionary<RepositoryState, long>> GetCountsAsync(CancellationToken cancellationToken)
    {
        var sums = Enum.GetValues<RepositoryState>().ToDictionary(state => state, _ => 0L);
        await foreach (var row in _table.QueryAsync<TableEntity>($"PartitionKey eq '{Counts}'", cancellationToken: cancellationToken))
        {
            foreach (var state in sums.Keys.ToArray())
                sums[state] += row.GetInt64(StoredName.Of(state)) ?? 0;
        }

        return sums;
    }

    /// <summary>How far the filing has come.</summary>
    public async Task<FilingPass> GetFilingAsync(CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(FilingRow, FilingRow, cancellationToken: cancellationToken);
        return found.HasValue
            ? JsonSerializer.Deserialize<FilingPass>(found.Value!.GetString(nameof(FilingPass)), ApiJson.Options)! with { ETag = found.Value.ETag }
            : FilingPass.None;
    }

    /// <summary>Remembers it under the ETag it was read with: of two runs at once, one goes on.</summary>
    public Task PutFilingAsync(FilingPass pass, CancellationToken cancellationToken)
    {
        var row = new TableEntity(FilingRow, FilingRow) { [nameof(FilingPass)] = JsonSerializer.Serialize(pass, ApiJson.Options) };
        return pass.ETag == default
            ? _table.AddEntityAsync(row, cancellationToken)
            : _table.UpdateEntityAsync(row, pass.ETag, TableUpdateMode.Replace, cancellationToken);
    }

    public static string Shard(string hash) => hash[^1..];

    private static void Add(TableEntity row, RepositoryState state, int count)
    {
        var name = StoredName.Of(state);
        row[name] = (row.GetInt64(name) ?? 0) + count;
    }

    private static TableEntity ToEntity(ImportControl control) => new(Control, Control)
    {
        [nameof(ImportControl.Slots)] = JsonSerializer.Serialize(control.Slots, ApiJson.Options),
        [nameof(ImportControl.LastStepFinishedAt)] = control.LastStepFinishedAt,
        [nameof(Breaker.Outcomes)] = control.Breaker.Outcomes,
        [nameof(Breaker.OpenedAt)] = control.Breaker.OpenedAt,
        [nameof(Breaker.Probe)] = control.Breaker.Probe,
        [nameof(ImportControl.Paused)] = control.Paused is { } note ? JsonSerializer.Serialize(note, ApiJson.Options) : null,
    };

    private static ImportControl ToControl(TableEntity entity) => new()
    {
        Slots = JsonSerializer.Deserialize<SlotHolder[]>(entity.GetString(nameof(ImportControl.Slots)), ApiJson.Options)!,
        LastStepFinishedAt = entity.GetDateTimeOffset(nameof(ImportControl.LastStepFinishedAt)),
        Breaker = new(
            entity.GetString(nameof(Breaker.Outcomes)),
            entity.GetDateTimeOffset(nameof(Breaker.OpenedAt)),
            entity.GetString(nameof(Breaker.Probe))),
        Paused = entity.GetString(nameof(ImportControl.Paused)) is { } note ? JsonSerializer.Deserialize<PauseNote>(note, ApiJson.Options) : null,
        ETag = entity.ETag,
    };
}
