namespace Exports.EmbeddedHost.Engine.Entities;

/// <summary>What a batch of operations left behind.</summary>
/// <param name="State">The entity's state now; null for none.</param>
/// <param name="Outcomes">One per operation, in order.</param>
/// <param name="Signals">Of the operations that succeeded.</param>
/// <param name="Starts">Likewise.</param>
internal sealed record EntityBatchResult(
    string? State, IReadOnlyList<OperationOutcome> Outcomes, IReadOnlyList<OutgoingSignal> Signals, IReadOnlyList<OutgoingStart> Starts);
