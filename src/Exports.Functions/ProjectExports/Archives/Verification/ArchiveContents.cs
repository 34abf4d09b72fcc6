using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>What a sound archive holds.</summary>
/// <param name="ProjectJson">The content of <c>project.json</c>.</param>
/// <param name="Manifest">Length and hash of the manifest, count and total length of the files.</param>
/// <param name="Bytes">The archive's own length.</param>
/// <param name="Sha256">The archive's own SHA-256, lower-case hexadecimal.</param>
internal sealed record ArchiveContents(ReadOnlyMemory<byte> ProjectJson, ManifestSummary Manifest, long Bytes, string Sha256);
