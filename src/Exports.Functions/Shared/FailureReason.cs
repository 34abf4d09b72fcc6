using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.Shared;

/// <summary>
/// The closed vocabulary of why a job failed. Stored and answered in snake case (<c>attempts_exhausted</c>); a name, once published,
/// is never given another meaning.
/// </summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FailureReason>))]
public enum FailureReason
{
    /// <summary>Every attempt threw; the message is the last attempt's.</summary>
    AttemptsExhausted,

    /// <summary>The job did not end within its time, counted from being enqueued.</summary>
    Expired,

    /// <summary>The row was written but no orchestration was ever found for it.</summary>
    NeverStarted,

    /// <summary>The orchestration ended without moving the row, or is gone.</summary>
    WorkerLost,

    /// <summary>The sweep found the job older than its limit.</summary>
    TimedOut,

    /// <summary>Somebody asked for it to stop.</summary>
    Cancelled,

    /// <summary>The archive was made, but an action that had to follow failed for good.</summary>
    AfterExportFailed,

    /// <summary>The project was deleted while the job was queued or running.</summary>
    ProjectDeleted,

    /// <summary>The project does not fit into one archive.</summary>
    TooLarge,

    /// <summary>A content that the manifest names is missing or differs from its hash.</summary>
    ContentDamaged,
}
