using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Engine.History;

/// <summary>The end: what the instance's row says from now on.</summary>
internal sealed record ExecutionCompleted(OrchestrationRuntimeStatus Status, string? Output, Failure? Failure) : HistoryEvent;
