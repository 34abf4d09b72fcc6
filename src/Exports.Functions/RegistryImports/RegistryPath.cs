using System.Text.RegularExpressions;

namespace Exports.Functions.RegistryImports;

/// <summary>
/// A legal repository path at a registry: lower case components as the distribution specification has them, joined by slashes.
/// </summary>
internal static partial class RegistryPath
{
    internal const int MaxLength = 255;

    public static bool IsLegal(string? path) => path is { Length: > 0 and <= MaxLength } && Pattern().IsMatch(path);

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
