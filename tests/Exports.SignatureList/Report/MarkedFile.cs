namespace Exports.SignatureList.Report;

/// <summary>A Markdown file with generated parts between <c>&lt;!-- name:begin --&gt;</c> and <c>&lt;!-- name:end --&gt;</c>.</summary>
internal static class MarkedFile
{
    /// <exception cref="InvalidOperationException">The file has no such pair of markers.</exception>
    public static string Replace(string text, string name, IEnumerable<string> lines)
    {
        var begin = $"<!-- {name}:begin -->\n";
        var end = $"<!-- {name}:end -->";
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        var stop = text.IndexOf(end, StringComparison.Ordinal);
        if (start < 0 || stop < start)
        {
            throw new InvalidOperationException($"The file has no part between the markers {name}:begin and {name}:end.");
        }

        return text[..(start + begin.Length)] + string.Concat(lines.Select(line => line + "\n")) + text[stop..];
    }
}
