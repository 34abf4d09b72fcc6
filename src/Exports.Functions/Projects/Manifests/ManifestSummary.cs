namespace Exports.Functions.Projects.Manifests;

/// <summary>What a written manifest is known by: its own length and hash, and the totals of the files it names.</summary>
internal sealed record ManifestSummary(long Bytes, string Sha256, long FileCount, long TotalBytes);
