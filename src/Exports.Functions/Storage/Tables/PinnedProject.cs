using System.Text;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Storage.Tables;

/// <summary>What one job exports, whatever happens to the project meanwhile.</summary>
/// <param name="Manifest">The tree's manifest: its length and hash, and the totals of its files.</param>
/// <param name="ProjectJson">The text of the archive's <c>project.json</c>.</param>
internal sealed record PinnedProject(ManifestSummary Manifest, string ProjectJson)
{
    public ArchivePlan Plan => new(Encoding.UTF8.GetBytes(ProjectJson), Manifest);
}
