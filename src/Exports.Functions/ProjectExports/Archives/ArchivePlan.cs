using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives;

/// <summary>What an archive is made of. Two writers with equal plans write equal bytes.</summary>
/// <param name="ProjectJson">The content of <c>project.json</c>; nothing in it may depend on the job or the moment.</param>
/// <param name="Manifest">Length, hash and totals of the manifest that lists the files.</param>
/// <param name="Version">The content of <c>VERSION</c>.</param>
internal sealed record ArchivePlan(ReadOnlyMemory<byte> ProjectJson, ManifestSummary Manifest, string Version = ArchiveFormat.Version);
