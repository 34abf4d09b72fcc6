using Exports.Functions.RegistryImports.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using static Exports.Functions.RegistryImports.RegistryImportActivities;

namespace Exports.Functions.RegistryImports;

/// <summary>
/// One attempt at one repository, move after move: start a step, follow it by messages and polls, cancel it when told to, and go on as
/// the registry says. The row decides; this only knows what is next.
/// </summary>
public static class RegistryImportOrchestrator
{
    internal const string Name = "RegistryImport";

    /// <summary>A long step is followed by so many polls before the history starts over.</summary>
    internal const int MovesInOneHistory = 50;

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var life = context.GetInput<ImportLife>()!;
        var messages = new ImportMessages(context);
        var polls = new PollWaits(life.Polling);
        var turn = life.Turn;
        var move = life.Next ?? await ActAsync(context, BeginAttempt, new(life.Key, ++turn, Move.Unknown));

        for (var moves = 1; move.Kind != MoveKind.End; moves++)
        {
            // What has been said meanwhile would end with the history: it is acted on first. The waits between polls start over, so the
            // next poll is rather earlier than later.
            if (moves > MovesInOneHistory && !messages.HasCome)
            {
                context.ContinueAsNew(life with { Turn = turn, Next = move });
                return;
            }

            move = await WaitAsync(context, life.Key, move, messages, polls);
            move = await ActAsync(context, ActivityOf(move.Kind), new(life.Key, ++turn, move));
        }

        await context.CallActivityAsync(EndAttempt, life.Key, ImportRetries.Insistent);
        await context.CallActivityAsync(FillSlots, life.Key.Hash, ImportRetries.Brief);
    }

    /// <summary>Waits as long as the move says. A step that is followed, or waits for its start, may be cancelled meanwhile.</summary>
    private static async Task<Move> WaitAsync(
        TaskOrchestrationContext context, RepositoryKey key, Move move, ImportMessages messages, PollWaits polls)
    {
        var patience = move.Kind is MoveKind.Follow ? polls.Next() : polls.StartOver(move.Delay);
        if (patience == TimeSpan.Zero)
            return move;
        if (move.Kind is MoveKind.AwaitCancel)
        {
            // Whatever is said meanwhile, the worker's interval has to pass.
            await context.CreateTimer(context.CurrentUtcDateTime + patience, CancellationToken.None);
            return move.For(await messages.TakeCancelAsync(key.Attempt, move.Step));
        }

        // A start that waits was told how long; only a cancel is worth more than that.
        var message = await messages.WaitAsync(key.Attempt, move.Step, patience, isHintEnough: move.Kind is MoveKind.Follow);
        return message is { Kind: ImportMessageKind.Cancel } cancel ? move.ToCancel(cancel.Cancel) : move;
    }

    private static Task<Move> ActAsync(TaskOrchestrationContext context, string activity, ImportTurn turn) =>
        context.CallActivityAsync<Move>(activity, turn, ImportRetries.Insistent);
}
