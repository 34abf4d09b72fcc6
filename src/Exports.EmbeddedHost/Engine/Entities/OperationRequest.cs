namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>Run an operation.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Input">Serialized input, null for none.</param>
/// <param name="Caller">Who waits for the answer; null for a signal.</param>
internal sealed record OperationRequest(string Operation, string? Input, EntityCaller? Caller) : EntityRequest;
