using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>projectimportindex</c>: imports under way, and imports by the time of their end. A row is written before what it leads to
/// and removed after, so it may lead nowhere, but nothing is ever without it.
/// </summary>
internal sealed class ProjectImportIndexTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "projectimportindex";

    private const string Active = "active";
    private const string Ended = "ended";
    private const string ProjectId = "ProjectId";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public Task AddAsync(ActiveProjectImport import, CancellationToken cancellationToken) => PutAsync(
        new TableEntity(Active, import.ImportId) { [ProjectId] = import.ProjectId, ["CreatedAt"] = import.CreatedAt }, cancellationToken);

    public Task AddAsync(EndedProjectImport import, CancellationToken cancellationToken) => PutAsync(
        new TableEntity(Ended, EndedKey(import))
        {
            [ProjectId] = import.ProjectId,
            ["ImportId"] = import.ImportId,
            ["EndedAt"] = import.EndedAt,
        },
        cancellationToken);

    /// <summary>The row of an import under way, or null.</summary>
    public async Task<ActiveProjectImport?> FindAsync(string importId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Active, importId, cancellationToken) is { } row ? ActiveFrom(row) : null;

    /// <summary>Every import under way, oldest first.</summary>
    public async IAsyncEnumerable<ActiveProjectImport> ActiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in _table.QueryAsync<TableEntity>($"PartitionKey eq '{Active}'", cancellationToken: cancellationToken))
            yield return ActiveFrom(entity);
    }

    /// <summary>The imports that ended before a moment, oldest first.</summary>
    public async IAsyncEnumerable<EndedProjectImport> EndedBeforeAsync(
        DateTimeOffset moment, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey eq '{Ended}' and RowKey lt '{Moment(moment)}'";
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return new(
                entity.GetString("ImportId"), entity.GetInt64(ProjectId)!.Value, entity.GetDateTimeOffset("EndedAt")!.Value);
        }
    }

    /// <summary>Removes the row of an import that was under way; one that is gone already is fine.</summary>
    public Task RemoveActiveAsync(string importId, CancellationToken cancellationToken) => RemoveAsync(Active, importId, cancellationToken);

    public Task RemoveAsync(EndedProjectImport import, CancellationToken cancellationToken) =>
        RemoveAsync(Ended, EndedKey(import), cancellationToken);

    private static ActiveProjectImport ActiveFrom(TableEntity entity) =>
        new(entity.RowKey, entity.GetInt64(ProjectId), entity.GetDateTimeOffset("CreatedAt")!.Value);

    private static string EndedKey(EndedProjectImport import) => $"{Moment(import.EndedAt)}-{import.ImportId}";

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private async Task PutAsync(TableEntity entity, CancellationToken cancellationToken) =>
        await StorageDecision.RepeatAsync(() => _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken));

    private async Task RemoveAsync(string partition, string row, CancellationToken cancellationToken) =>
        await StorageDecision.RepeatAsync(() => _table.DeleteEntityAsync(partition, row, cancellationToken: cancellationToken));
}
