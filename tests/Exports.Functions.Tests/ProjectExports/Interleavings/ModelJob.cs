using Exports.Functions.ProjectExports;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>One job of an <see cref="ExportModel"/>.</summary>
internal sealed class ModelJob(string id, DateTimeOffset enqueuedAt)
{
    public string Id => id;

    public DateTimeOffset EnqueuedAt => enqueuedAt;

    public ExportJobStatus Status { get; private set; }

    /// <summary>The latest attempt; 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>The attempt that works now; 0 when none does.</summary>
    public int Held { get; private set; }

    public bool IsActive => Status is ExportJobStatus.Queued or ExportJobStatus.Started;

    public bool Holds(int attempt) => attempt != 0 && Held == attempt;

    public bool Become(ExportJobStatus status, int attempt, int held)
    {
        (Status, Attempt, Held) = (status, attempt, held);
        return true;
    }
}
