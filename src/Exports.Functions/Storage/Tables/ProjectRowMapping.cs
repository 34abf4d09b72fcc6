using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary><see cref="ProjectRow"/> to and from its entity in table <c>projects</c>.</summary>
internal static class ProjectRowMapping
{
    public static TableEntity ToEntity(this ProjectRow row) => new(ProjectTable.PartitionKey(row.Id), ProjectTable.RowKey)
    {
        [nameof(ProjectRow.Id)] = row.Id,
        [nameof(ProjectRow.Path)] = row.Path,
        [nameof(ProjectRow.Name)] = row.Name,
        [nameof(ProjectRow.Description)] = row.Description,
        [nameof(ProjectRow.CreatedAt)] = row.CreatedAt,
        [nameof(ProjectRow.UpdatedAt)] = row.UpdatedAt,
        [nameof(ProjectRow.CreationId)] = row.CreationId,
        [nameof(ProjectRow.TemplateName)] = row.TemplateName,
        [nameof(ProjectRow.ImportId)] = row.ImportId,
        [nameof(ProjectRow.ManifestHash)] = row.ManifestHash,
        [nameof(ProjectRow.ManifestBytes)] = row.ManifestBytes,
        [nameof(ProjectRow.FileCount)] = row.FileCount,
        [nameof(ProjectRow.TotalBytes)] = row.TotalBytes,
        [nameof(ProjectRow.DeletedAt)] = row.DeletedAt,
    };

    public static ProjectRow ToProjectRow(this TableEntity entity) => new()
    {
        Id = entity.GetInt64(nameof(ProjectRow.Id))!.Value,
        Path = entity.GetString(nameof(ProjectRow.Path)),
        Name = entity.GetString(nameof(ProjectRow.Name)),
        Description = entity.GetString(nameof(ProjectRow.Description)),
        CreatedAt = entity.GetDateTimeOffset(nameof(ProjectRow.CreatedAt))!.Value,
        UpdatedAt = entity.GetDateTimeOffset(nameof(ProjectRow.UpdatedAt))!.Value,
        CreationId = entity.GetGuid(nameof(ProjectRow.CreationId))!.Value,
        TemplateName = entity.GetString(nameof(ProjectRow.TemplateName)),
        ImportId = entity.GetString(nameof(ProjectRow.ImportId)),
        ManifestHash = entity.GetString(nameof(ProjectRow.ManifestHash)),
        ManifestBytes = entity.GetInt64(nameof(ProjectRow.ManifestBytes))!.Value,
        FileCount = entity.GetInt64(nameof(ProjectRow.FileCount))!.Value,
        TotalBytes = entity.GetInt64(nameof(ProjectRow.TotalBytes))!.Value,
        DeletedAt = entity.GetDateTimeOffset(nameof(ProjectRow.DeletedAt)),
        ETag = entity.ETag,
    };
}
