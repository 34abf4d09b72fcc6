using Azure.Data.Tables;
using Exports.Functions.Projects;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>projectpaths</c>: one row per reserved path. The key is the path in lower case with <c>:</c>, which no path contains,
/// for <c>/</c>, which no key may contain. The row only leads to an id; who really has the path is decided by the project's row
/// (docs/storage.md).
/// </summary>
internal sealed class ProjectPathTable(TableServiceClient tables) : IStorageResource
{
    public const string Name = "projectpaths";

    private const string RowKey = "path";
    private const string ProjectId = nameof(ProjectPathRow.ProjectId);

    private readonly TableClient _table = tables.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>The reservation, or null. One point read.</summary>
    public async Task<ProjectPathRow?> FindAsync(ProjectPath path, CancellationToken cancellationToken) =>
        await _table.FindAsync(PartitionKey(path), RowKey, cancellationToken) is { } row
            ? new ProjectPathRow(row.GetInt64(ProjectId)!.Value, row.ETag)
            : null;

    /// <summary>
    /// Reserves a free path. False when a reservation is there, which may be this very one after a timeout: read it and decide by its id.
    /// </summary>
    public Task<bool> TryReserveAsync(ProjectPath path, long id, CancellationToken cancellationToken) =>
        TryAsync(() => _table.AddEntityAsync(Entity(path, id), cancellationToken));

    /// <summary>
    /// Gives a reservation whose project is deleted to another id. False when it changed meanwhile: read it and decide again.
    /// </summary>
    public Task<bool> TryReassignAsync(ProjectPath path, ProjectPathRow current, long id, CancellationToken cancellationToken) =>
        TryAsync(() => _table.UpdateEntityAsync(Entity(path, id), current.ETag, TableUpdateMode.Replace, cancellationToken));

    /// <summary>Gives the path up. False when the reservation changed meanwhile.</summary>
    public Task<bool> TryReleaseAsync(ProjectPath path, ProjectPathRow current, CancellationToken cancellationToken) =>
        TryAsync(() => _table.DeleteEntityAsync(PartitionKey(path), RowKey, current.ETag, cancellationToken));

    private static string PartitionKey(ProjectPath path) => path.Value.ToLowerInvariant().Replace('/', ':');

    private static TableEntity Entity(ProjectPath path, long id) => new(PartitionKey(path), RowKey) { [ProjectId] = id };

    // Refused and uncertain come to the same here: whoever calls reads the row again and decides by what it says.
    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception exception) when (StorageErrors.IsRefused(exception) || StorageErrors.IsUncertain(exception))
        {
            return false;
        }
    }
}
