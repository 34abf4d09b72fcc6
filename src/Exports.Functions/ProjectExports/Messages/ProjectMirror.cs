namespace Exports.Functions.ProjectExports.Messages;

/// <summary>What the rows say about a project, to rebuild its entity from.</summary>
public sealed record ProjectMirror(IReadOnlyDictionary<string, ExportJobStatus> Active, ArchiveLease? Archive);
