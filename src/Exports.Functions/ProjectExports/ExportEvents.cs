namespace Exports.Functions.ProjectExports;

/// <summary>
/// The events that a job's orchestration waits for. Each may come twice, late, or never; there is one live waiter per name, and none is
/// ever cancelled, because a cancelled one may swallow an event.
/// </summary>
internal static class ExportEvents
{
    /// <summary>The job has a slot. The payload is true.</summary>
    public const string SlotGranted = nameof(SlotGranted);

    /// <summary>The job's row has reached its end through somebody else: nothing is left to do. The payload is true.</summary>
    public const string Ended = nameof(Ended);

    /// <summary>An attempt fell silent. The payload is its number.</summary>
    public const string Redrive = nameof(Redrive);
}
