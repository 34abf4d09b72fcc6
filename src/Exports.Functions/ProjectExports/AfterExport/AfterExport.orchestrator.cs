using Exports.Functions.ProjectExports.Messages;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>What stands between an archive that is whole and its publication.</summary>
internal static class AfterExportSteps
{
    /// <summary>
    /// Makes one blob of what is staged and uploads it where the request says so, again and again if need be; nothing is exported
    /// again for it. An upload that fails for good is an <see cref="AfterExportException"/> inside the thrown failure.
    /// </summary>
    /// <returns>Whether the row still holds the attempt.</returns>
    public static async Task<bool> CommitAndUploadAsync(this TaskOrchestrationContext context, CommitInput commit, CancellationToken over)
    {
        var committed = await context.CallActivityAsync<CommitResult>(ProjectExportActivities.CommitArchive, commit, ExportRetries.Brief);
        over.ThrowIfCancellationRequested();
        if (!committed.HasUpload)
            return committed.Held;

        for (var number = 1; ; number++)
        {
            var upload = await context.CallActivityAsync<UploadResult>(
                ProjectExportActivities.UploadArchive, new UploadInput(commit.Attempt, commit.Bytes, number), ExportRetries.Upload);
            over.ThrowIfCancellationRequested();
            if (upload.NextTryAt is not { } next)
                return upload.Held;
            await context.CreateTimer(next.UtcDateTime, over);
        }
    }
}
