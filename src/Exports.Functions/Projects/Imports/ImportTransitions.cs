namespace Exports.Functions.Projects.Imports;

/// <summary>
/// The one table of an import's transitions (<c>docs/state-machines.md</c>). A pair that is not listed is refused, unless it repeats
/// an event whose target the import is already in.
/// </summary>
internal static class ImportTransitions
{
    /// <summary>From (null: no import under this id), event, to.</summary>
    public static readonly IReadOnlyList<(ImportState? From, ImportEvent Event, ImportState To)> Table =
    [
        (null, ImportEvent.Schedule, ImportState.Scheduled),
        (ImportState.Finished, ImportEvent.Schedule, ImportState.Scheduled),
        (ImportState.Failed, ImportEvent.Schedule, ImportState.Scheduled),
        (ImportState.Scheduled, ImportEvent.Start, ImportState.Started),
        (ImportState.Started, ImportEvent.Publish, ImportState.Publishing),
        (ImportState.Publishing, ImportEvent.Finish, ImportState.Finished),
        (ImportState.Scheduled, ImportEvent.Fail, ImportState.Failed),
        (ImportState.Started, ImportEvent.Fail, ImportState.Failed),
        (ImportState.Publishing, ImportEvent.Refuse, ImportState.Failed),
    ];

    /// <param name="here">Where the latest import under the id is; null when there is none.</param>
    /// <param name="isSame">Whether the event belongs to that very import.</param>
    /// <param name="happening">The event.</param>
    public static ImportTransition Decide(ImportState? here, bool isSame, ImportEvent happening)
    {
        if (here is { } state && isSame && Repeats(state, happening))
            return ImportTransition.AlreadyThere;

        // A new import takes the place of an ended one; every other event belongs to the import that the record holds.
        var isListed = Table.Any(row => row.From == here && row.Event == happening);
        return isListed && isSame != happening is ImportEvent.Schedule ? ImportTransition.Apply : ImportTransition.Refused;
    }

    private static bool Repeats(ImportState here, ImportEvent happening) => (here, happening) switch
    {
        // Its creation was applied and reported as failed; it may be further by now.
        (_, ImportEvent.Schedule) => true,
        (ImportState.Started, ImportEvent.Start) => true,
        (ImportState.Publishing, ImportEvent.Publish) => true,
        (ImportState.Finished, ImportEvent.Finish) => true,
        (ImportState.Failed, ImportEvent.Fail or ImportEvent.Refuse) => true,
        _ => false,
    };
}
