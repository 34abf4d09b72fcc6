using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Housekeeping.Records;

/// <summary>Everything that decides whether a record may go.</summary>
/// <param name="Record">The row of the index.</param>
/// <param name="Job">The ended job.</param>
/// <param name="Pointer">The project's archive pointer; null when there is none.</param>
/// <param name="Newest">The project's newest ended jobs, newest first: two of them, if there are two.</param>
internal sealed record RecordFacts(
    ProjectExportRecord Record, ProjectExportJob Job, ProjectExportArchive? Pointer, IReadOnlyList<ProjectExportJob> Newest);
