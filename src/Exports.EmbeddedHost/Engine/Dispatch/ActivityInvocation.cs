namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>One delivery of an activity call. It carries no attempt number: activities run at least once and cannot tell.</summary>
/// <param name="Name">Activity name as the orchestrator wrote it.</param>
/// <param name="InstanceId">The calling orchestration.</param>
/// <param name="SerializedInput">Null when the call had no input.</param>
internal sealed record ActivityInvocation(string Name, string InstanceId, string? SerializedInput);
