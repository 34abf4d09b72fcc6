using System.Security.Cryptography;

namespace Exports.Cli.Commands;

/// <summary>Makes a project path out of a folder's name.</summary>
internal static class ProjectPath
{
    private const string Fallback = "folder";
    private const int SuffixBytes = 3;

    /// <summary>Keeps letters, digits, <c>_</c>, <c>.</c> and <c>-</c>; everything else becomes <c>-</c>, and the ends are trimmed.</summary>
    public static string FromFolder(string root)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(root));
        var path = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '-')).Trim('-', '.');
        return path.Length == 0 ? Fallback : path;
    }

    /// <summary>For a server on which the plain path is taken.</summary>
    public static string WithRandomSuffix(string path) =>
        $"{path}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SuffixBytes))}";
}
