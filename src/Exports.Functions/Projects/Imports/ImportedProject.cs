using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Projects.Imports;

/// <summary>The project's row that an import makes.</summary>
internal static class ImportedProject
{
    public static ProjectRow Create(ProjectImport import, DateTimeOffset now)
    {
        var tree = import.Tree!;
        return new ProjectRow
        {
            Id = import.ProjectId,
            Path = import.Path,
            Name = import.Name ?? tree.Name ?? ProjectPath.Parse(import.Path).Slug,
            Description = import.Description ?? tree.Description,
            CreatedAt = tree.CreatedAt < now ? tree.CreatedAt.Value : now,
            UpdatedAt = now,
            CreationId = Guid.ParseExact(import.ImportId, "N"),
            ImportId = import.ImportId,
            ManifestHash = tree.Manifest.Sha256,
            ManifestBytes = tree.Manifest.Bytes,
            FileCount = tree.Manifest.FileCount,
            TotalBytes = tree.Manifest.TotalBytes,
        };
    }

    /// <summary>The tree and the description are the archive's, and so is the name; path, id and creation stay.</summary>
    public static ProjectRow Overwrite(ProjectRow project, ProjectImport import, DateTimeOffset now)
    {
        var tree = import.Tree!;
        return project with
        {
            Name = import.Name ?? tree.Name ?? project.Name,
            Description = import.Description ?? tree.Description,
            UpdatedAt = now,
            TemplateName = null,
            ImportId = import.ImportId,
            ManifestHash = tree.Manifest.Sha256,
            ManifestBytes = tree.Manifest.Bytes,
            FileCount = tree.Manifest.FileCount,
            TotalBytes = tree.Manifest.TotalBytes,
        };
    }
}
