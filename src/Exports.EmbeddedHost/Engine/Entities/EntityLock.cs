namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>Which execution holds an entity.</summary>
internal sealed record EntityLock(string InstanceId, string ExecutionId);
