using Azure;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Shared;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>Reads an attempt's failure: is it the last one, and what is it called.</summary>
internal static class ExportFailure
{
    /// <returns>Why the job fails now; null when the next attempt may do better.</returns>
    public static FailureReason? Final(TaskFailureDetails failure, int attempt, int retries)
    {
        // Contents are stored under their hash and never rewritten, so reading a damaged one again does not help.
        if (failure.IsCausedBy<ArchiveContentException>())
            return FailureReason.ContentDamaged;
        if (failure.IsCausedBy<ArchiveTooLargeException>())
            return FailureReason.TooLarge;
        // It has had its own retries; another export would meet the same answer.
        if (failure.IsCausedBy<AfterExportException>())
            return FailureReason.AfterExportFailed;
        return attempt > retries ? FailureReason.AttemptsExhausted : null;
    }

    /// <summary>
    /// Whether the same call may do better in a moment: the storage failed (an aggregate is its client's word for having tried several
    /// times), a read broke off, or the host stopped it.
    /// </summary>
    public static bool IsPassing(TaskFailureDetails failure) =>
        failure.IsCausedBy<RequestFailedException>()
        || failure.IsCausedBy<AggregateException>()
        || failure.IsCausedBy<IOException>()
        || failure.IsCausedBy<OperationCanceledException>();

    /// <summary>The same, asked where it was thrown.</summary>
    public static bool IsPassing(Exception failure) =>
        failure is RequestFailedException or AggregateException or IOException or OperationCanceledException;

    /// <summary>
    /// The innermost message, its first line: the outer ones only say which task failed, and below the first line the
    /// storage client puts headers that are not the requester's business.
    /// </summary>
    public static string Text(TaskFailureDetails failure) =>
        failure.InnerFailure is { } inner ? Text(inner) : failure.ErrorMessage.Split('\n', 2)[0].TrimEnd('\r');
}
