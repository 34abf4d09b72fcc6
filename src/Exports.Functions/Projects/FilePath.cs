using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Projects;

/// <summary>Checks a file's path where it enters: the manifest's rules, and what a client may not mean.</summary>
internal static class FilePath
{
    /// <exception cref="ApiException">400 with the path and what is wrong with it.</exception>
    public static string Parse(string path) =>
        (ManifestPath.Fault(path) ?? Fault(path)) is { } fault
            ? throw ApiException.BadRequest($"400 Bad request - the path '{path}' {fault}")
            : path;

    /// <summary>What is wrong with a path that the manifest's rules allow, in words that follow its name; null when nothing is.</summary>
    internal static string? Fault(string path)
    {
        // What a decoder puts where bytes were not UTF-8: two different names could become one, and neither would come back as it was.
        if (path.Contains('\uFFFD'))
        {
            return "is not valid UTF-8";
        }

        // A legal name here, a way out of the folder on Windows.
        return path.Split('/', '\\').Contains("..") ? "has a segment '..' behind a backslash" : null;
    }
}
