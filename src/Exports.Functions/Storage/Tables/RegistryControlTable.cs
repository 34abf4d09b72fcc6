using System.Text.Json;
using Azure;
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
    private const string ShardNames = "0123456789abcdef";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public async Task<ImportControl> GetAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync(Control, Control, cancellationToken) is { } row ? ToControl(row) : ImportControl.Initial;

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
            var found = await _table.FindAsync(Counts, Shard(hash), cancellationToken);
            var shard = found is null ? new(Shard(hash), [], default) : ToShard(found);
            if (from is { } left)
                shard.Add(left, -count);
            shard.Add(to, count);
            await PutAsync(shard, cancellationToken);
        });

    /// <summary>All 16 shards' counts.</summary>
    public async Task<IReadOnlyList<RegistryShard>> GetShardsAsync(CancellationToken cancellationToken)
    {
        var shards = ShardNames.ToDictionary(name => $"{name}", name => new RegistryShard($"{name}", [], default));
        await foreach (var row in _table.QueryAsync<TableEntity>($"PartitionKey eq '{Counts}'", cancellationToken: cancellationToken))
            shards[row.RowKey] = ToShard(row);
        return [.. shards.Values];
    }

    /// <summary>Replaces a shard's counts, unless anything was counted there since they were read.</summary>
    /// <returns>Whether they are replaced.</returns>
    public async Task<bool> TryPutShardAsync(RegistryShard shard, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(shard, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (StorageErrors.IsRefused(changed))
        {
            return false;
        }
    }

    /// <summary>The number of repositories in each state, from at most 16 rows.</summary>
    public async Task<IReadOnlyDictionary<RepositoryState, long>> GetCountsAsync(CancellationToken cancellationToken)
    {
        var shards = await GetShardsAsync(cancellationToken);
        return Enum.GetValues<RepositoryState>().ToDictionary(state => state, state => shards.Sum(shard => shard.Of(state)));
    }

    /// <summary>How far the filing has come.</summary>
    public async Task<FilingPass> GetFilingAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync(FilingRow, FilingRow, cancellationToken) is { } row
            ? JsonSerializer.Deserialize<FilingPass>(row.GetString(nameof(FilingPass)), ApiJson.Options)! with { ETag = row.ETag }
            : FilingPass.None;

    /// <summary>Remembers it under the ETag it was read with: of two runs at once, one goes on.</summary>
    public Task PutFilingAsync(FilingPass pass, CancellationToken cancellationToken)
    {
        var row = new TableEntity(FilingRow, FilingRow) { [nameof(FilingPass)] = JsonSerializer.Serialize(pass, ApiJson.Options) };
        return pass.ETag == default
            ? _table.AddEntityAsync(row, cancellationToken)
            : _table.UpdateEntityAsync(row, pass.ETag, TableUpdateMode.Replace, cancellationToken);
    }

    public static string Shard(string hash) => hash[^1..];

    private async Task PutAsync(RegistryShard shard, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Counts, shard.Shard);
        foreach (var (state, count) in shard.Counts)
            row[StoredName.Of(state)] = count;
        if (shard.ETag == default)
            await _table.AddEntityAsync(row, cancellationToken);
        else
            await _table.UpdateEntityAsync(row, shard.ETag, TableUpdateMode.Replace, cancellationToken);
    }

    private static RegistryShard ToShard(TableEntity row)
    {
        var shard = new RegistryShard(row.RowKey, [], row.ETag);
        foreach (var state in Enum.GetValues<RepositoryState>())
            shard.Counts[state] = row.GetInt64(StoredName.Of(state)) ?? 0;
        return shard;
    }

    private static TableEntity ToEntity(ImportControl control) => new(Control, Control)
    {
        [nameof(ImportControl.Slots)] = JsonSerializer.Serialize(control.Slots, ApiJson.Options),
        [nameof(ImportControl.LastStepFinishedAt)] = control.LastStepFinishedAt,
        [nameof(Breaker.Outcomes)] = control.Breaker.Outcomes,
        [nameof(Breaker.OpenedAt)] = control.Breaker.OpenedAt,
        [nameof(Breaker.Probe)] = control.Breaker.Probe,
        [nameof(ImportControl.Paused)] = control.Paused is { } paused ? JsonSerializer.Serialize(paused, ApiJson.Options) : null,
        [nameof(ImportControl.Resumed)] = control.Resumed is { } resumed ? JsonSerializer.Serialize(resumed, ApiJson.Options) : null,
    };

    private static ImportControl ToControl(TableEntity entity) => new()
    {
        Slots = JsonSerializer.Deserialize<SlotHolder[]>(entity.GetString(nameof(ImportControl.Slots)), ApiJson.Options)!,
        LastStepFinishedAt = entity.GetDateTimeOffset(nameof(ImportControl.LastStepFinishedAt)),
        Breaker = new(
            entity.GetString(nameof(Breaker.Outcomes)),
            entity.GetDateTimeOffset(nameof(Breaker.OpenedAt)),
            entity.GetString(nameof(Breaker.Probe))),
        Paused = ReadNote<PauseNote>(entity, nameof(ImportControl.Paused)),
        Resumed = ReadNote<ResumeNote>(entity, nameof(ImportControl.Resumed)),
        ETag = entity.ETag,
    };

    private static TNote? ReadNote<TNote>(TableEntity entity, string name)
        where TNote : class => entity.GetString(name) is { } note ? JsonSerializer.Deserialize<TNote>(note, ApiJson.Options) : null;
}
