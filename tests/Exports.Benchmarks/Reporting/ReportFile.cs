namespace Exports.Benchmarks.Reporting;

/// <summary>The committed Markdown file: one section per benchmark, so that one can be measured again without the others.</summary>
internal static class ReportFile
{
    private const string Preamble = """
        # Benchmarks

        Written by `dotnet run -c Release --project tests/Exports.Benchmarks -- all --out docs/benchmarks.md`; `--check` fails when a
        goal is missed, `--short` takes a minute. Sizes are decimal (1 MB = 1,000,000 bytes) unless they say MiB.

        """;

    public static void Replace(string path, ReportSection section)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : Preamble.ReplaceLineEndings("\n");
        var start = text.IndexOf(section.Heading + "\n", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("\n## ", start, StringComparison.Ordinal);
        var before = start < 0 ? text.TrimEnd('\n') + "\n\n" : text[..start];
        var after = end < 0 ? "" : text[end..];
        File.WriteAllText(path, before + section.ToMarkdown() + after);
    }
}
