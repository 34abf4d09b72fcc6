namespace Exports.Functions.Projects.Manifests;

/// <summary>One file of a project's tree.</summary>
/// <param name="Path">Relative path with <c>/</c> between segments; see <see cref="ManifestPath"/> for what is refused.</param>
/// <param name="Bytes">The content's length in bytes.</param>
/// <param name="Sha256">The content's SHA-256 as 64 lower-case hexadecimal digits; also the name of the blob that holds it.</param>
/// <param name="Mode">Permission bits: <see cref="RegularMode"/> or <see cref="ExecutableMode"/>.</param>
internal sealed record ManifestEntry(string Path, long Bytes, string Sha256, int Mode)
{
    /// <summary>0644.</summary>
    public const int RegularMode = 0b110_100_100;

    /// <summary>0755.</summary>
    public const int ExecutableMode = 0b111_101_101;
}
