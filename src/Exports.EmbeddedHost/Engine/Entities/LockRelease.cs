namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>The holder gives the lock back. From anyone else it changes nothing.</summary>
internal sealed record LockRelease(string InstanceId, string ExecutionId) : EntityRequest;
