namespace Exports.Functions.Housekeeping.Records;

/// <summary>What happens to a job's record that is due.</summary>
/// <param name="Remove">The record goes, if it is still there, and its row in the index with it.</param>
/// <param name="LookAgainAt">When it does not go: the next look.</param>
/// <param name="ArchiveSeen">Passed on to the next look.</param>
internal readonly record struct RecordVerdict(bool Remove, DateTimeOffset LookAgainAt = default, bool ArchiveSeen = false);
