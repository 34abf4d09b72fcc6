using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>How an attempt went, as the orchestration knows it. The row may know better.</summary>
/// <param name="End">The job's end, which the attempt brought about.</param>
/// <param name="Failure">What it threw.</param>
/// <param name="FellSilent">The watchdog gave it up.</param>
internal sealed record AttemptOutcome(JobEnd? End = null, TaskFailureDetails? Failure = null, bool FellSilent = false)
{
    private const string SilentText = "The attempt's worker fell silent.";
    private const string TakenText = "The attempt was lost.";

    /// <summary>For whoever asks why the attempt did not make it.</summary>
    public string Text => Failure is { } failure ? ExportFailure.Text(failure) : FellSilent ? SilentText : TakenText;

    /// <returns>Why the job fails now, unless its row says that it has ended; null when the next attempt may do better.</returns>
    public FailureReason? Final(int attempt, int retries)
    {
        if (Failure is { } failure)
            return ExportFailure.Final(failure, attempt, retries);
        return FellSilent && attempt <= retries ? null : FailureReason.WorkerLost;
    }

    /// <summary>A silence has lasted long enough; a failure may pass.</summary>
    public TimeSpan PauseAfter(int attempt, RetrySettings retries) => FellSilent ? TimeSpan.Zero : retries.BackoffAfter(attempt);
}
