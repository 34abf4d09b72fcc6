namespace Exports.Functions.Storage.Tables;

/// <summary>When an ended job's record may go: one row of the records' index.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="JobId">The job.</param>
/// <param name="Due">From when on.</param>
/// <param name="ArchiveSeen">
/// The last look found the job's archive past the time it was given, so it was pinned or late to go. Nobody wrote down when it goes;
/// the look that finds it gone gives the record a whole retention from then.
/// </param>
internal sealed record ProjectExportRecord(long ProjectId, string JobId, DateTimeOffset Due, bool ArchiveSeen = false);
