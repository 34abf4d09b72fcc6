using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>An orchestration that an operation started.</summary>
internal sealed record OutgoingStart(string InstanceId, ExecutionStarted Started, DateTimeOffset? StartAt);
