using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The one call of the app's orchestrator function in an execution, and what its end means.</summary>
/// <param name="instanceId">The instance.</param>
/// <param name="started">The execution's first fact.</param>
/// <param name="function">Null if the app has no orchestrator of that name: the call fails.</param>
/// <param name="state">The execution.</param>
/// <param name="settings">What all replays share.</param>
internal sealed class OrchestratorCall(
    string instanceId, ExecutionStarted started, OrchestratorFunction? function, ReplayState state, ReplaySettings settings)
{
    private OrchestrationContext? _context;
    private Task<object?>? _result;

    /// <summary>The function has been called and has not returned.</summary>
    public bool IsRunning => _result is { IsCompleted: false };

    public bool HasReturned => _result is { IsCompleted: true };

    /// <summary>Calls the function; on the orchestrator's thread.</summary>
    public void Start()
    {
        _context = new OrchestrationContext(instanceId, started, state, settings);
        _result = RunAsync(_context);
    }

    /// <summary>The end that the function's return, or its exception, asks for.</summary>
    public Decision Conclude()
    {
        try
        {
            var result = _result!.GetAwaiter().GetResult();
            return _context!.Continuation is { } continuation
                ? new ContinueAsNew(
                    settings.Converter.Serialize(continuation.NewInput, "The next generation's input"),
                    string.IsNullOrWhiteSpace(continuation.NewVersion) ? null : continuation.NewVersion,
                    state.Events.Carried)
                : new CompleteExecution(
                    OrchestrationRuntimeStatus.Completed, settings.Converter.Serialize(result, "The orchestration's output"), null);
        }
        catch (OrchestratorNotFoundException missing)
        {
            return CompleteExecution.Failed(missing.ToFailure());
        }
        catch (Exception exception)
        {
            // The boundary where the app's exception becomes the instance's failure.
            return CompleteExecution.Failed(Failure.From(exception));
        }
    }

    private async Task<object?> RunAsync(OrchestrationContext context)
    {
        if (function is null)
        {
            throw new OrchestratorNotFoundException(started.Name);
        }

        try
        {
            return await function(context);
        }
        finally
        {
            // Not from a foreign thread: such an end is a failure of its own, and its numbers would be random.
            if (state.Thread.IsCurrent)
            {
                context.EntityFeature.ReleaseAll();
            }
        }
    }
}
