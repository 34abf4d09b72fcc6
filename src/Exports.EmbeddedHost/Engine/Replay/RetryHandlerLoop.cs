using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Attempts of one call as the app's own handler decides; it waits, if at all, inside the handler (rule P6).</summary>
internal sealed class RetryHandlerLoop(AsyncRetryHandler handler, TaskOrchestrationContext context)
{
    public async Task<string?> RunAsync(Func<OpenTask> attempt)
    {
        var start = context.CurrentUtcDateTime;
        for (var failures = 1; ; failures++)
        {
            var task = attempt();
            try
            {
                return await task.Answer;
            }
            catch (TaskFailedException failed) when (task.Failure is { NonRetriable: false })
            {
                var elapsed = context.CurrentUtcDateTime - start;
                if (!await handler(new RetryContext(context, failures, failed.FailureDetails, elapsed, CancellationToken.None)))
                {
                    throw;
                }
            }
        }
    }
}
