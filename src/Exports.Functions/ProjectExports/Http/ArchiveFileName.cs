namespace Exports.Functions.ProjectExports.Http;

/// <summary>The name under which an archive is saved: <c>group-name_export.tar.gz</c>.</summary>
internal static class ArchiveFileName
{
    /// <summary>File systems stop at 255; what downloads puts a suffix of its own behind it until it is whole.</summary>
    public const int MaxLength = 240;

    private const string Suffix = "_export.tar.gz";

    /// <summary>A path that is too long loses its beginning: its end is the project's own name.</summary>
    public static string Of(string projectPath)
    {
        var name = projectPath.Replace('/', '-');
        var excess = name.Length + Suffix.Length - MaxLength;
        return (excess > 0 ? name[excess..].TrimStart('-', '.') : name) + Suffix;
    }
}
