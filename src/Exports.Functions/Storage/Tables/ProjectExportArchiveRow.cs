using Azure.Data.Tables;

namespace Exports.Functions.Storage.Tables;

/// <summary>Turns an archive pointer into its table row and back.</summary>
internal static class ProjectExportArchiveRow
{
    public static TableEntity ToEntity(ProjectExportArchive pointer) =>
        new(ProjectExportKeys.Partition(pointer.ProjectId), ProjectExportKeys.Archive)
        {
            ["JobId"] = pointer.JobId,
            ["Blob"] = pointer.Archive.Blob,
            ["Bytes"] = pointer.Archive.Bytes,
            ["Sha256"] = pointer.Archive.Sha256,
            ["Generation"] = pointer.Generation,
            ["PublishedAt"] = pointer.PublishedAt,
            ["ExpiresAt"] = pointer.ExpiresAt,
            ["Pinned"] = pointer.Pinned,
            ["State"] = StoredName.Of(pointer.State),
            ETag = pointer.ETag,
        };

    public static ProjectExportArchive FromEntity(TableEntity entity) => new()
    {
        ProjectId = ProjectExportKeys.ProjectId(entity.PartitionKey),
        JobId = entity.GetString("JobId"),
        Archive = new(entity.GetString("Blob"), entity.GetInt64("Bytes")!.Value, entity.GetString("Sha256")),
        Generation = entity.GetInt64("Generation")!.Value,
        PublishedAt = entity.GetDateTimeOffset("PublishedAt")!.Value,
        ExpiresAt = entity.GetDateTimeOffset("ExpiresAt")!.Value,
        Pinned = entity.GetBoolean("Pinned") ?? false,
        State = StoredName.Parse<ProjectExportArchiveState>(entity.GetString("State")),
        ETag = entity.ETag,
    };
}
