using System.Buffers;
using System.Text;

namespace Exports.Functions.Projects.Manifests;

/// <summary>
/// The paths a tree may hold: relative, made of non-empty segments other than <c>.</c> and <c>..</c>, without NUL and line feed, at most
/// <see cref="MaxBytes"/> bytes of UTF-8. Everything else that a file system allows is a legal name. Line feeds are refused because the
/// records that carry long names in a tar stream are lines, and common readers split them there.
/// </summary>
internal static class ManifestPath
{
    /// <summary>Longest path in bytes of UTF-8; Linux's own limit for one path.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Says what is wrong with the path, in words that follow its name ("… is empty"), or null when it is legal.</summary>
    public static string? Fault(string path)
    {
        if (path.Length == 0)
            return "is empty";
        if (path[0] == '/')
            return "is absolute; paths are relative to the project's root";
        if (path.Contains('\0'))
            return "contains a NUL character";
        if (path.Contains('\n'))
            return "contains a line feed";
        if (!IsWellFormed(path))
            return "is not valid Unicode";
        return Encoding.UTF8.GetByteCount(path) > MaxBytes ? $"is longer than {MaxBytes} bytes" : SegmentFault(path);
    }

    private static string? SegmentFault(ReadOnlySpan<char> path)
    {
        foreach (var range in path.Split('/'))
        {
            switch (path[range])
            {
                case "":
                    return "has an empty segment";
                case "." or "..":
                    return "has a segment '.' or '..'";
            }
        }

        return null;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> path)
    {
        while (!path.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(path, out _, out var consumed) != OperationStatus.Done)
                return false;
            path = path[consumed..];
        }

        return true;
    }
}
