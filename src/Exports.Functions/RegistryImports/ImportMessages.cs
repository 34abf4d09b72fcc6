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

    /// <summary>Waits for a message that concerns the attempt, but not beyond the given time.</summary>
    /// <returns>The message; null when the time has come.</returns>
    public async Task<ImportMessage?> WaitAsync(int attempt, TimeSpan patience)
    {
        using var over = new CancellationTokenSource();
        var timer = context.CreateTimer(context.CurrentUtcDateTime + patience, over.Token);
        while (await Task.WhenAny(_next, timer) == _next)
        {
            var message = await _next;
            _next = context.WaitForExternalEvent<ImportMessage>(ImportMessage.EventName);
            if (message.Attempt is null || message.Attempt == attempt)
            {
                over.Cancel();
                return message;
            }
        }

        return null;
    }
}
