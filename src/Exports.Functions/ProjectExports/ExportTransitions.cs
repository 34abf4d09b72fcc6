namespace Exports.Functions.ProjectExports;

/// <summary>
/// The one table of a job's transitions (<c>docs/state-machines.md</c>). A pair that is not listed is refused, unless it
/// repeats an event whose target the job is already in, with the same attempt.
/// </summary>
internal static class ExportTransitions
{
    /// <summary>From (null: no such job), event, to.</summary>
    public static readonly IReadOnlyList<(ExportJobStatus? From, ExportJobEvent Event, ExportJobStatus To)> Table =
    [
        (null, ExportJobEvent.Enqueue, ExportJobStatus.Queued),
        (ExportJobStatus.Queued, ExportJobEvent.Start, ExportJobStatus.Started),
        (ExportJobStatus.Started, ExportJobEvent.Start, ExportJobStatus.Started),
        (ExportJobStatus.Started, ExportJobEvent.Finish, ExportJobStatus.Finished),
        (ExportJobStatus.Queued, ExportJobEvent.Fail, ExportJobStatus.Failed),
        (ExportJobStatus.Started, ExportJobEvent.Fail, ExportJobStatus.Failed),
    ];

    /// <param name="position">Where the job is; null when there is none.</param>
    /// <param name="happening">The event.</param>
    /// <param name="attempt">The attempt the event belongs to; ignored by enqueue and fail, which belong to the job.</param>
    public static ExportTransition Decide(ExportPosition? position, ExportJobEvent happening, int attempt = 0)
    {
        if (position is { } here && Repeats(here, happening, attempt))
            return ExportTransition.AlreadyThere;

        return IsListed(position?.Status, happening) && AttemptAllows(position, happening, attempt)
            ? ExportTransition.Apply
            : ExportTransition.Refused;
    }

    private static bool IsListed(ExportJobStatus? from, ExportJobEvent happening) =>
        Table.Any(row => row.From == from && row.Event == happening);

    private static bool Repeats(ExportPosition here, ExportJobEvent happening, int attempt) => (here.Status, happening) switch
    {
        (ExportJobStatus.Queued, ExportJobEvent.Enqueue) => true,
        (ExportJobStatus.Started, ExportJobEvent.Start) => here.Holds(attempt),
        (ExportJobStatus.Finished, ExportJobEvent.Finish) => here.Attempt == attempt,
        (ExportJobStatus.Failed, ExportJobEvent.Fail) => true,
        _ => false,
    };

    private static bool AttemptAllows(ExportPosition? position, ExportJobEvent happening, int attempt) => happening switch
    {
        ExportJobEvent.Start => position is { } here && attempt > here.Attempt,
        ExportJobEvent.Finish => position is { } here && here.Holds(attempt),
        _ => true,
    };
}
