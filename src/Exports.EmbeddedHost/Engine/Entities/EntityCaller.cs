namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>The action of an orchestration that an entity answers.</summary>
internal sealed record EntityCaller(string InstanceId, string ExecutionId, int TaskId);
