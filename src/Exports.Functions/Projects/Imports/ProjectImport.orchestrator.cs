using Exports.Functions.Projects.Imports.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Exports.Functions.Projects.Imports;

/// <summary>One import, from the accepted request to its end: the work races the deadline, and whoever wins, the record decides.</summary>
public static class ProjectImportOrchestrator
{
    internal const string Name = "ProjectImport";

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<ImportInput>()!;
        using var decided = new CancellationTokenSource();
        var deadline = context.CreateTimer(input.Deadline.UtcDateTime, decided.Token);
        var work = WorkAsync(context, input, decided.Token);
        var winner = await Task.WhenAny(work, deadline);
        decided.Cancel();

        if (winner == work)
            await work;
        else
            await FailAsync(context, input.Key, $"The import was not done by {input.Deadline:u}.");
        await context.CallActivityAsync(ProjectImportActivities.Close, input.Key, ImportRetries.Insistent);
    }

    /// <summary>Fetch, verify everything, store everything, publish. Ends early when the record says that the import has ended.</summary>
    private static async Task WorkAsync(TaskOrchestrationContext context, ImportInput input, CancellationToken decided)
    {
        try
        {
            if (!await CallAsync<bool>(context, ProjectImportActivities.Start, input.Key, decided))
                return;
            if (input.IsRemote && !await FetchAsync(context, input.Key, decided))
                return;
            if (!await PassAsync(context, ProjectImportActivities.Verify, input.Key, decided))
                return;
            if (!await PassAsync(context, ProjectImportActivities.Store, input.Key, decided))
                return;
            if (await CallAsync<bool>(context, ProjectImportActivities.Prepare, input.Key, decided))
                await context.CallActivityAsync(ProjectImportActivities.Publish, input.Key, ImportRetries.Insistent);
        }
        catch (TaskFailedException failure) when (!decided.IsCancellationRequested)
        {
            await FailAsync(context, input.Key, $"The import failed: {ImportFault.Text(failure.FailureDetails)}");
        }
    }

    private static async Task<bool> FetchAsync(TaskOrchestrationContext context, ImportKey key, CancellationToken decided)
    {
        var cursor = FetchCursor.Start;
        while (cursor is { IsComplete: false })
            cursor = await CallAsync<FetchCursor?>(context, ProjectImportActivities.Fetch, new FetchInput(key, cursor), decided);
        return cursor is not null;
    }

    /// <summary>One pass over the archive's files, part by part.</summary>
    private static async Task<bool> PassAsync(TaskOrchestrationContext context, string activity, ImportKey key, CancellationToken decided)
    {
        var end = new ImportSegmentEnd(0, IsComplete: false);
        while (end is { IsComplete: false })
            end = await CallAsync<ImportSegmentEnd?>(context, activity, new ImportSegmentInput(key, end.FilesDone), decided);
        return end is not null;
    }

    /// <summary>Calls an activity of the work. Once the race is decided nothing more is scheduled behind it.</summary>
    private static async Task<T> CallAsync<T>(TaskOrchestrationContext context, string activity, object input, CancellationToken decided)
    {
        var result = await context.CallActivityAsync<T>(activity, input, ImportRetries.Patient);
        decided.ThrowIfCancellationRequested();
        return result;
    }

    private static Task FailAsync(TaskOrchestrationContext context, ImportKey key, string message) =>
        context.CallActivityAsync(ProjectImportActivities.Fail, new ImportFailure(key, message), ImportRetries.Insistent);
}
