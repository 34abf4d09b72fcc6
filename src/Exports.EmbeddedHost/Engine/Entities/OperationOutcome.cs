using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>How one operation ended: a serialized result, or a failure.</summary>
internal sealed record OperationOutcome(string? Result, Failure? Failure);
