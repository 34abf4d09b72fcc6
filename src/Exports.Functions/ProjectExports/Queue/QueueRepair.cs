namespace Exports.Functions.ProjectExports.Queue;

/// <summary>Where the queue entity and the rows disagree; the rows are right.</summary>
/// <param name="Gone">In the queue, but ended.</param>
/// <param name="Waiting">Queued, but without ticket and slot.</param>
/// <param name="Running">Started, but without a slot.</param>
/// <param name="Untold">With a slot, but still queued: its event may have been lost, and a second one is harmless.</param>
public sealed record QueueRepair(
    IReadOnlyList<string> Gone, IReadOnlyList<string> Waiting, IReadOnlyList<string> Running, IReadOnlyList<string> Untold);
