using Exports.EmbeddedHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>Ends the instance as Completed, Failed or Terminated.</summary>
internal sealed record CompleteExecution(OrchestrationRuntimeStatus Status, string? Output, Failure? Failure) : Decision
{
    public static CompleteExecution Failed(Failure failure) => new(OrchestrationRuntimeStatus.Failed, null, failure);

    public ExecutionCompleted ToHistory() => new(Status, Output, Failure);
}
