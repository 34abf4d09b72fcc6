namespace Exports.Functions.ProjectExports.Archives;

/// <summary>The fixed facts of an archive. Changing any of them changes the bytes that a given content is written as.</summary>
internal static class ArchiveFormat
{
    /// <summary>The content of the <see cref="VersionName"/> entry, without its line feed.</summary>
    public const string Version = "1";

    public const string VersionName = "VERSION";
    public const string ProjectName = "project.json";
    public const string ManifestName = "manifest.ndjson";
    public const string FilesPrefix = "files/";

    /// <summary>Every entry's time: 1980-01-01T00:00:00Z, the oldest that no common tool warns about.</summary>
    public const long EntryTime = 315_532_800;
}
