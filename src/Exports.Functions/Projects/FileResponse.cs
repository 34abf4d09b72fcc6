using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Projects;

/// <summary>A file as the API shows it; <paramref name="Mode"/> is <c>0644</c> or <c>0755</c>.</summary>
internal sealed record FileResponse(string Path, long Bytes, string Sha256, string Mode)
{
    public static FileResponse From(ManifestEntry entry) => new(entry.Path, entry.Bytes, entry.Sha256, FileModeText.ToText(entry.Mode));
}
