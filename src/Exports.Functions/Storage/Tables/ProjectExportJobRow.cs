using Azure.Data.Tables;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.Shared;

namespace Exports.Functions.Storage.Tables;

/// <summary>Turns a job into its table row and back. A property that is null is not stored.</summary>
internal static class ProjectExportJobRow
{
    public static TableEntity ToEntity(ProjectExportJob job)
    {
        var rowKey = job.IsActive ? ProjectExportKeys.Active(job.JobId) : ProjectExportKeys.Ended(job.JobId);
        var entity = new TableEntity(ProjectExportKeys.Partition(job.ProjectId), rowKey)
        {
            ["JobId"] = job.JobId,
            ["Status"] = StoredName.Of(job.Status),
            ["Requester"] = job.Requester,
            ["KeyHash"] = job.KeyHash,
            ["Description"] = job.Description,
            ["Attempt"] = job.Attempt,
            ["AwaitsWorker"] = job.AwaitsWorker,
            ["Phase"] = job.Phase is { } phase ? StoredName.Of(phase) : null,
            ["Reason"] = job.Reason is { } reason ? StoredName.Of(reason) : null,
            ["Message"] = job.Message,
            ["ManifestHash"] = job.Pinned?.Manifest.Sha256,
            ["ManifestBytes"] = job.Pinned?.Manifest.Bytes,
            ["ProjectJson"] = job.Pinned?.ProjectJson,
        };
        AddTimes(entity, job);
        AddProgress(entity, job.Progress);
        AddArchive(entity, job);
        AddUpload(entity, job.Upload);
        entity.ETag = job.ETag;
        return entity;
    }

    public static ProjectExportJob FromEntity(TableEntity entity)
    {
        var progress = ReadProgress(entity);
        return new()
        {
            ProjectId = ProjectExportKeys.ProjectId(entity.PartitionKey),
            JobId = entity.GetString("JobId"),
            Status = StoredName.Parse<ExportJobStatus>(entity.GetString("Status")),
            Requester = entity.GetString("Requester"),
            KeyHash = entity.GetString("KeyHash"),
            Description = entity.GetString("Description"),
            CreatedAt = entity.GetDateTimeOffset("CreatedAt")!.Value,
            StartedAt = entity.GetDateTimeOffset("StartedAt"),
            UpdatedAt = entity.GetDateTimeOffset("UpdatedAt")!.Value,
            FinishedAt = entity.GetDateTimeOffset("FinishedAt"),
            Attempt = entity.GetInt32("Attempt") ?? 0,
            AwaitsWorker = entity.GetBoolean("AwaitsWorker") ?? false,
            NextAttemptAt = entity.GetDateTimeOffset("NextAttemptAt"),
            HeartbeatAt = entity.GetDateTimeOffset("HeartbeatAt"),
            Phase = entity.GetString("Phase") is { } phase ? StoredName.Parse<ExportPhase>(phase) : null,
            Progress = progress,
            Reason = entity.GetString("Reason") is { } reason ? StoredName.Parse<FailureReason>(reason) : null,
            Message = entity.GetString("Message"),
            Pinned = ReadPinned(entity, progress),
            Archive = entity.GetString("Blob") is { } blob ? new(blob, entity.GetInt64("Bytes")!.Value, entity.GetString("Sha256")) : null,
            Generation = entity.GetInt64("Generation") ?? 0,
            ExpiresAt = entity.GetDateTimeOffset("ExpiresAt"),
            SupersededBlob = entity.GetString("SupersededBlob"),
            Upload = ReadUpload(entity),
            ETag = entity.ETag,
        };
    }

    private static void AddTimes(TableEntity entity, ProjectExportJob job)
    {
        entity["CreatedAt"] = job.CreatedAt;
        entity["StartedAt"] = job.StartedAt;
        entity["UpdatedAt"] = job.UpdatedAt;
        entity["FinishedAt"] = job.FinishedAt;
        entity["NextAttemptAt"] = job.NextAttemptAt;
        entity["HeartbeatAt"] = job.HeartbeatAt;
    }

    private static void AddProgress(TableEntity entity, ExportProgress progress)
    {
        entity["FilesDone"] = progress.FilesDone;
        entity["FilesTotal"] = progress.FilesTotal;
        entity["BytesDone"] = progress.BytesDone;
        entity["BytesTotal"] = progress.BytesTotal;
    }

    private static void AddArchive(TableEntity entity, ProjectExportJob job)
    {
        entity["Blob"] = job.Archive?.Blob;
        entity["Bytes"] = job.Archive?.Bytes;
        entity["Sha256"] = job.Archive?.Sha256;
        entity["Generation"] = job.Archive is null ? null : job.Generation;
        entity["ExpiresAt"] = job.ExpiresAt;
        entity["SupersededBlob"] = job.SupersededBlob;
    }

    private static void AddUpload(TableEntity entity, UploadTarget? upload)
    {
        entity["UploadHost"] = upload?.Host;
        entity["UploadMethod"] = upload is null ? null : StoredName.Of(upload.Method);
        entity["UploadUrl"] = upload?.Url?.OriginalString;
        entity["UploadBytesSent"] = upload?.BytesSent;
        entity["UploadNextTryAt"] = upload?.NextTryAt;
    }

    private static UploadTarget? ReadUpload(TableEntity entity) =>
        entity.GetString("UploadHost") is { } host
            ? new(
                host,
                StoredName.Parse<UploadMethod>(entity.GetString("UploadMethod")),
                entity.GetString("UploadUrl") is { } url ? new(url) : null)
            {
                BytesSent = entity.GetInt64("UploadBytesSent") ?? 0,
                NextTryAt = entity.GetDateTimeOffset("UploadNextTryAt"),
            }
            : null;

    private static PinnedProject? ReadPinned(TableEntity entity, ExportProgress progress) =>
        entity.GetString("ManifestHash") is { } hash
            ? new(
                new(entity.GetInt64("ManifestBytes")!.Value, hash, progress.FilesTotal, progress.BytesTotal),
                entity.GetString("ProjectJson"))
            : null;

    private static ExportProgress ReadProgress(TableEntity entity) => new(
        entity.GetInt64("FilesDone") ?? 0,
        entity.GetInt64("FilesTotal") ?? 0,
        entity.GetInt64("BytesDone") ?? 0,
        entity.GetInt64("BytesTotal") ?? 0);
}
