using Exports.Functions.RegistryImports.Messages;
using Microsoft.DurableTask;

namespace Exports.Functions.RegistryImports;

/// <summary>
/// The messages of an orchestration, one after the other. There is one live waiter for its whole life: a waiter that is cancelled for
/// a poll could swallow the next message.
/// </summary>
internal sealed class ImportMessages(TaskOrchestrationContext context)
{
    private Task<ImportMessage> _next = context.WaitForExternalEvent<ImportMessage>(ImportMessage.EventName);

    /// <summary>Whether there is a message that nobody has taken yet. The waiter has it, so no later history gets it.</summary>
    public bool HasCome => _next.IsCompleted;

    /// <summary>Waits for a message that concerns the attempt's present step, but not beyond the given time.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="step">The step.</param>
    /// <param name="patience">How long.</param>
    /// <param name="isHintEnough">Whether a hint to look ends the wait; if not, only a cancel does.</param>
    /// <returns>The message; null when the time has come.</returns>
    public async Task<ImportMessage?> WaitAsync(int attempt, ImportStep step, TimeSpan patience, bool isHintEnough)
    {
        using var over = new CancellationTokenSource();
        var timer = context.CreateTimer(context.CurrentUtcDateTime + patience, over.Token);
        while (await Task.WhenAny(_next, timer) == _next)
        {
            var message = await TakeAsync();
            if (message.Concerns(attempt, step) && (isHintEnough || message.Kind is ImportMessageKind.Cancel))
            {
                over.Cancel();
                return message;
            }
        }

        return null;
    }

    /// <summary>What has been said while nothing was waited for.</summary>
    /// <returns>The cancel that weighs most; null when there is none.</returns>
    public async Task<CancelKind?> TakeCancelAsync(int attempt, ImportStep step)
    {
        CancelKind? wanted = null;
        while (_next.IsCompleted)
        {
            var message = await TakeAsync();
            if (message.Concerns(attempt, step) && message.Kind is ImportMessageKind.Cancel && !(wanted > message.Cancel))
                wanted = message.Cancel;
        }

        return wanted;
    }

    private async Task<ImportMessage> TakeAsync()
    {
        var message = await _next;
        _next = context.WaitForExternalEvent<ImportMessage>(ImportMessage.EventName);
        return message;
    }
}
