namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>A signal that an operation sent.</summary>
internal sealed record OutgoingSignal(string Entity, OperationRequest Request, DateTimeOffset? At);
