namespace Exports.Functions.ProjectExports;

/// <summary>The content of an archive's <c>project.json</c>. Nothing in it depends on the job or on the moment of the export.</summary>
internal sealed record ExportedProject(string Path, string Name, string? Description, DateTimeOffset CreatedAt);
