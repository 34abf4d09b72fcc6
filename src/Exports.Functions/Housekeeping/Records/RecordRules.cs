using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Housekeeping.Records;

/// <summary>
/// The decision about one record that is due, from what was read: it outlives its archive by a whole retention, and the newest record
/// of a project never leaves an older one behind to be taken for the latest outcome.
/// </summary>
internal static class RecordRules
{
    /// <param name="facts">What was read.</param>
    /// <param name="now">The clock.</param>
    /// <param name="retention">How long a record outlives its archive.</param>
    /// <param name="lookAgain">How soon to look again at what nobody can tell the time of.</param>
    public static RecordVerdict Decide(RecordFacts facts, DateTimeOffset now, TimeSpan retention, TimeSpan lookAgain)
    {
        var (record, job, pointer, newest) = facts;
        if (pointer is { State: ProjectExportArchiveState.Available } && pointer.JobId == job.JobId)
        {
            // Unpinned since: its new time is known. Pinned, or past its time and still there: nobody knows.
            return !pointer.Pinned && now < pointer.ExpiresAt + retention
                ? new(Remove: false, pointer.ExpiresAt + retention)
                : new(Remove: false, now + lookAgain, ArchiveSeen: true);
        }

        if (record.ArchiveSeen)
            return new(Remove: false, now + retention);
        return newest is [var latest, _, ..] && latest.JobId == job.JobId
            ? new(Remove: false, now + lookAgain)
            : new(Remove: true);
    }
}
