using System.Text;

namespace Exports.Benchmarks.Reporting;

/// <summary>One benchmark's results: a heading, what was measured on which machine, a table, and the goals.</summary>
internal sealed record ReportSection(
    string Title, string Setting, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<Goal> Goals)
{
    public string Heading => $"## {Title}";

    public string ToMarkdown()
    {
        var text = new StringBuilder($"{Heading}\n\n{Setting}\n\nMachine: {Machine.Description}.\n\n");
        AppendTable(text, Columns, Rows);
        if (Goals.Count > 0)
        {
            text.Append('\n');
            AppendTable(text, ["Goal", "Measured", "Met"], Goals.Select(static goal => goal.Cells));
        }

        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        AppendRow(text, columns);
        AppendRow(text, [.. columns.Select(static _ => "---")]);
        foreach (var row in rows)
            AppendRow(text, row);
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
