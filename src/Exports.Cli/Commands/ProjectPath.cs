using System.Security.Cryptography;

namespace Exports.Cli.Commands;

/// <summary>Makes a project path out of a folder's name.</summary>
internal static class ProjectPath
{
    private const string Fallback = "folder";

    /// <summary>Leaves room for a suffix below the server's 255 characters.</summary>
    private const int MaxLength = 200;
    private const int SuffixBytes = 3;

    /// <summary>
    /// Keeps letters, digits, <c>_</c>, <c>.</c> and <c>-</c>; everything else becomes <c>-</c>, and the ends are trimmed. A number alone
    /// would be read as an id, so it gets a word in front.
    /// </summary>
    public static string FromFolder(string root)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(root));
        var path = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '-')).Trim('-', '.');
        path = path[..Math.Min(path.Length, MaxLength)];
        return path.Length == 0 ? Fallback : path.All(char.IsAsciiDigit) ? $"{Fallback}-{path}" : path;
    }

    /// <summary>For a server on which the plain path is taken.</summary>
    public static string WithRandomSuffix(string path) =>
        $"{path}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SuffixBytes))}";
}
