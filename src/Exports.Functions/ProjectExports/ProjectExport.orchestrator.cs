using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// One export job, from the accepted request to its end: it waits for a slot and works in attempts, and that races the deadline and an
/// end from outside. Whoever wins, the row decides.
/// </summary>
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
        var ended = context.WaitForExternalEvent<bool>(ExportEvents.Ended);
        var work = RunInSlotAsync(context, input, decided.Token);
        var winner = await Task.WhenAny(work, deadline, ended);
        decided.Cancel();

        var end = winner == work ? await work
            : winner == deadline ? await FailAsync(context, input, FailureReason.Expired, $"The export was not done by {input.Deadline:u}.")
            : await FailAsync(context, input, FailureReason.WorkerLost, "The export was told that it had ended.");
        await context.SignalEndAsync(input, end);
        await context.LeaveQueueAsync(input);
        await context.CallActivityAsync(
            ProjectExportActivities.CloseJob, new JobKey(input.ProjectId, input.JobId), ExportRetries.Insistent);
        return end;
    }

    /// <summary>Waits for the turn, then works. Once the race is decided nothing more is scheduled here.</summary>
    private static async Task<JobEnd> RunInSlotAsync(TaskOrchestrationContext context, ExportInput input, CancellationToken decided)
    {
        var granted = context.WaitForExternalEvent<bool>(ExportEvents.SlotGranted, CancellationToken.None);
        if (!await context.EnterQueueAsync(input))
            await granted;
        decided.ThrowIfCancellationRequested();
        return await RunAttemptsAsync(context, input, decided);
    }

    /// <summary>The first attempt and its retries.</summary>
    private static async Task<JobEnd> RunAttemptsAsync(TaskOrchestrationContext context, ExportInput input, CancellationToken decided)
    {
        var redrives = new Redrives(context);
        for (var number = 1; ; number++)
        {
            var attempt = new AttemptKey(input.ProjectId, input.JobId, number);
            var outcome = await TryAttemptAsync(context, attempt, redrives.OfAsync(number), decided);
            decided.ThrowIfCancellationRequested();
            if (outcome.End is { } end)
                return end;
            if (outcome.Final(number, input.Retries.Count) is { } reason)
                return await FailAsync(context, input, reason, outcome.Text);

            var next = context.CurrentUtcDateTime + outcome.PauseAfter(number, input.Retries);
            await context.CallActivityAsync(
                ProjectExportActivities.AbandonAttempt, new AbandonInput(attempt, outcome.Text, next), ExportRetries.Insistent);
            decided.ThrowIfCancellationRequested();
            if (next > context.CurrentUtcDateTime)
                await context.CreateTimer(next, decided);
        }
    }

    /// <summary>One attempt, until it ends or the watchdog finds it silent. One that was given up may go on; the row stops it.</summary>
    private static async Task<AttemptOutcome> TryAttemptAsync(
        TaskOrchestrationContext context, AttemptKey attempt, Task silence, CancellationToken decided)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(decided);
        var work = RunAttemptAsync(context, attempt, over.Token);
        try
        {
            return await Task.WhenAny(work, silence) == work ? new(await work) : new(FellSilent: true);
        }
        catch (TaskFailedException failure)
        {
            return new(Failure: failure.FailureDetails);
        }
        finally
        {
            over.Cancel();
        }
    }

    /// <summary>
    /// One attempt: begin, segment after segment, what must follow the export, publish. Once it is over nothing more is scheduled here.
    /// </summary>
    /// <returns>How the job ended; null when the row no longer holds the attempt.</returns>
    private static async Task<JobEnd?> RunAttemptAsync(TaskOrchestrationContext context, AttemptKey attempt, CancellationToken over)
    {
        if (!await context.CallActivityAsync<bool>(ProjectExportActivities.BeginAttempt, attempt, ExportRetries.Brief))
            return null;

        over.ThrowIfCancellationRequested();
        await context.SignalStartedAsync(attempt);
        var cursor = ArchiveCursor.Start;
        while (!cursor.IsComplete)
        {
            var segment = await context.CallActivityAsync<SegmentResult>(
                ProjectExportActivities.WriteSegment, new SegmentInput(attempt, cursor), ExportRetries.Segment);
            over.ThrowIfCancellationRequested();
            if (segment.Cursor is null)
                return null;
            cursor = segment.Cursor;
        }

        if (!await context.CommitAndUploadAsync(new(attempt, cursor.Blocks, cursor.BytesWritten), over))
            return null;

        var publish = new PublishInput(attempt, cursor.BytesWritten, cursor.Sha256!);
        return await context.CallActivityAsync<JobEnd?>(ProjectExportActivities.PublishArchive, publish, ExportRetries.Brief);
    }

    /// <summary>Fails the job unless it has ended; the answer is how it really ended.</summary>
    private static Task<JobEnd> FailAsync(TaskOrchestrationContext context, ExportInput input, FailureReason reason, string message) =>
        context.CallActivityAsync<JobEnd>(
            ProjectExportActivities.FailJob, new FailInput(input.ProjectId, input.JobId, reason, message), ExportRetries.Insistent);
}
