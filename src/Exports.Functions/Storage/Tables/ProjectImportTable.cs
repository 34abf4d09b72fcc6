using Azure;
using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>
/// Table <c>projectimports</c>: the latest import under each project id. It decides nothing: a refused condition rises as
/// <see cref="RequestFailedException"/> with 404, 409 or 412.
/// </summary>
internal sealed class ProjectImportTable(TableServiceClient service) : IStorageResource
{
    public const string Name = "projectimports";

    private readonly TableClient _table = service.GetTableClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>The latest import under this id, or null. One point read.</summary>
    public async Task<ProjectImport?> FindAsync(long projectId, CancellationToken cancellationToken) =>
        await _table.FindAsync(ProjectExportKeys.Partition(projectId), ProjectImportRow.RowKey, cancellationToken) is { } row
            ? ProjectImportRow.FromEntity(row)
            : null;

    /// <summary>Inserts the row, or replaces the one whose ETag is given.</summary>
    public Task PutAsync(ProjectImport import, ETag replaced, CancellationToken cancellationToken)
    {
        var entity = ProjectImportRow.ToEntity(import);
        return replaced == default
            ? _table.AddEntityAsync(entity, cancellationToken)
            : _table.UpdateEntityAsync(entity, replaced, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Removes the row under the ETag it was read with.</summary>
    public Task RemoveAsync(ProjectImport import, CancellationToken cancellationToken) => _table.DeleteEntityAsync(
        ProjectExportKeys.Partition(import.ProjectId), ProjectImportRow.RowKey, import.ETag, cancellationToken);
}
