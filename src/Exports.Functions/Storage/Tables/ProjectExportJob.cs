using Azure;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;

namespace Exports.Functions.Storage.Tables;

/// <summary>One export job as it is recorded.</summary>
internal sealed record ProjectExportJob
{
    public required long ProjectId { get; init; }

    public required string JobId { get; init; }

    public ExportJobStatus Status { get; init; }

    /// <summary>Who asked for it.</summary>
    public string? Requester { get; init; }

    /// <summary>
    /// The idempotency key it was asked for with, as <see cref="ProjectExportIdempotencyKey.KeyHash"/>: the two leave together.
    /// </summary>
    public string? KeyHash { get; init; }

    /// <summary>Replaces the project's description in the archive.</summary>
    public string? Description { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The latest attempt's number; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>Set while no attempt works and the next one waits for this moment.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>No heartbeat is due: a short step works, or the next one waits for a worker or for its time.</summary>
    public bool AwaitsWorker { get; init; }

    public ExportPhase? Phase { get; init; }

    public ExportProgress Progress { get; init; } = new(0, 0, 0, 0);

    public FailureReason? Reason { get; init; }

    /// <summary>The last failure's text, of an attempt or of the job.</summary>
    public string? Message { get; init; }

    /// <summary>What the job exports, pinned when its first attempt begins.</summary>
    public PinnedProject? Pinned { get; init; }

    /// <summary>What a finished job published.</summary>
    public PublishedArchive? Archive { get; init; }

    /// <summary>The generation under which it was published.</summary>
    public long Generation { get; init; }

    /// <summary>When it expires, as decided at publication.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The blob that the published archive replaced, until the clean-up has removed it.</summary>
    public string? SupersededBlob { get; init; }

    /// <summary>Where the archive is uploaded to before it is published; null when nothing was asked for.</summary>
    public UploadTarget? Upload { get; init; }

    public ETag ETag { get; init; }

    public ExportPosition Position => new(Status, Attempt, NextAttemptAt is not null);

    /// <summary>How it ended; meaningful once it has.</summary>
    public JobEnd ToEnd() => new(Status, Reason, Message, Generation, ExpiresAt);

    public bool IsActive => Status is ExportJobStatus.Queued or ExportJobStatus.Started;
}
