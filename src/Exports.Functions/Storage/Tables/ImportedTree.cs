using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Storage.Tables;

/// <summary>What an import is about to publish: the stored manifest, and how the archive describes its project.</summary>
/// <param name="Manifest">The manifest's hash, length and totals.</param>
/// <param name="Name">The archived project's name, if the archive says it.</param>
/// <param name="Description">Its description.</param>
/// <param name="CreatedAt">When it was created.</param>
internal sealed record ImportedTree(ManifestSummary Manifest, string? Name, string? Description, DateTimeOffset? CreatedAt);
