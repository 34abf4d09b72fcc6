using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>One export job, from the accepted request to its end: attempts race the deadline, and whoever wins, the row decides.</summary>
public static class ProjectExportOrchestrator
{
    internal const string Name = "ProjectExport";

    [Function(Name)]
    public static async Task<JobEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<ExportInput>()!;
        await context.SignalQueuedAsync(input);

        using var decided = new CancellationTokenSource();
        var deadline = context.CreateTimer(input.Deadline.UtcDateTime, decided.Token);
        var attempts = RunAttemptsAsync(context, input, decided.Token);
        var winner = await Task.WhenAny(attempts, deadline);
        decided.Cancel();

        var end = winner == attempts
            ? await attempts
            : await FailAsync(context, input, FailureReason.Expired, $"The export was not done by {input.Deadline:u}.");
        await context.SignalEndAsync(input, end);
        await context.CallActivityAsync(ProjectExportActivities.CloseJob, new JobKey(input.ProjectId, input.JobId), ExportRetries.Insistent);
        return end;
    }

    /// <summary>The first attempt and its retries. Once the race is decided nothing more is scheduled here.</summary>
    private static async Task<JobEnd> RunAttemptsAsync(TaskOrchestrationContext context, ExportInput input, CancellationToken decided)
    {
        for (var number = 1; ; number++)
        {
            var attempt = new AttemptKey(input.ProjectId, input.JobId, number);
            try
            {
                if (await RunAttemptAsync(context, attempt, decided) is { } end)
                    return end;
                decided.ThrowIfCancellationRequested();
                return await FailAsync(context, input, FailureReason.WorkerLost, "The attempt was lost.");
            }
            catch (TaskFailedException failure) when (!decided.IsCancellationRequested)
            {
                if (ExportFailure.Final(failure.FailureDetails, number, input.Retries.Count) is { } reason)
                    return await FailAsync(context, input, reason, ExportFailure.Text(failure.FailureDetails));

                var next = context.CurrentUtcDateTime + input.Retries.BackoffAfter(number);
                var abandon = new AbandonInput(attempt, ExportFailure.Text(failure.FailureDetails), next);
                await context.CallActivityAsync(ProjectExportActivities.AbandonAttempt, abandon, ExportRetries.Insistent);
                decided.ThrowIfCancellationRequested();
                await context.CreateTimer(next, decided);
            }
        }
    }

    /// <summary>One attempt: begin, segment after segment, publish.</summary>
    /// <returns>How the job ended; null when the row no longer holds the attempt.</returns>
    private static async Task<JobEnd?> RunAttemptAsync(TaskOrchestrationContext context, AttemptKey attempt, CancellationToken decided)
    {
        if (!await context.CallActivityAsync<bool>(ProjectExportActivities.BeginAttempt, attempt, ExportRetries.Brief))
            return null;

        decided.ThrowIfCancellationRequested();
        await context.SignalStartedAsync(attempt);
        var cursor = ArchiveCursor.Start;
        while (!cursor.IsComplete)
        {
            var segment = await context.CallActivityAsync<SegmentResult>(
                ProjectExportActivities.WriteSegment, new SegmentInput(attempt, cursor), ExportRetries.None);
            decided.ThrowIfCancellationRequested();
            if (segment.Cursor is null)
                return null;
            cursor = segment.Cursor;
        }

        var publish = new PublishInput(attempt, cursor.Blocks, cursor.BytesWritten, cursor.Sha256!);
        return await context.CallActivityAsync<JobEnd?>(ProjectExportActivities.PublishArchive, publish, ExportRetries.Brief);
    }

    /// <summary>Fails the job unless it has ended; the answer is how it really ended.</summary>
    private static Task<JobEnd> FailAsync(TaskOrchestrationContext context, ExportInput input, FailureReason reason, string message) =>
        context.CallActivityAsync<JobEnd>(
            ProjectExportActivities.FailJob, new FailInput(input.ProjectId, input.JobId, reason, message), ExportRetries.Insistent);
}
