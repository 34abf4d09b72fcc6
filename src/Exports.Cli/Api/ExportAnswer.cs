namespace Exports.Cli.Api;

/// <summary>The export status of a project.</summary>
internal sealed record ExportAnswer(string ExportStatus, JobAnswer? LatestJob, ArchiveAnswer? Archive, int? QueuePosition);
