namespace Exports.EmbeddedHost.Engine.History;

/// <summary>The call in a parent orchestration that a sub-orchestration answers.</summary>
internal sealed record ParentTask(string InstanceId, string ExecutionId, string Name, int TaskId);
