using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Runs an orchestrator over its context; the result is not serialized yet.</summary>
internal delegate Task<object?> OrchestratorFunction(TaskOrchestrationContext context);
