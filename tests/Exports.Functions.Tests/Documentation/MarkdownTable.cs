namespace Exports.Functions.Tests.Documentation;

/// <summary>Reads a table of a document in the repository, so that a test can hold the code to it.</summary>
internal static class MarkdownTable
{
    /// <summary>The rows of the first table under a heading, without its head, cells trimmed of spaces and backticks.</summary>
    public static IReadOnlyList<string[]> Read(string document, string heading)
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), document));
        var start = Array.IndexOf(lines, heading);
        Assert.True(start >= 0, $"{document} has no heading '{heading}'.");
        return [.. lines.Skip(start).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2).Select(Cells)];
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))];

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Exports.Functions.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No folder above the tests holds Exports.Functions.sln.");
    }
}
