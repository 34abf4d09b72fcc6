using System.Formats.Tar;
using System.IO.Compression;

namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>The files of a row's project, and those of an archive to compare with them byte for byte.</summary>
internal static class ScenarioFiles
{
    /// <summary>Names that a URL, a tar header and a sort order each have an opinion about; the long one takes several small blocks.</summary>
    public static readonly (string Path, string Text)[] First =
    [
        ("readme.md", "hello"),
        ("src/a%2Fb c+#?.txt.", string.Concat(Enumerable.Range(0, 700).Select(line => $"line {line}\n"))),
        ("ü/empty", ""),
    ];

    /// <summary>What is committed after the first export.</summary>
    public static readonly (string Path, string Text)[] Second = [("new", "file"), ("readme.md", "hello again")];

    /// <summary>The first commit with the second on top.</summary>
    public static readonly (string Path, string Text)[] Both = [.. First.Where(file => file.Path != "readme.md"), .. Second];

    /// <summary>Asserts that the archive holds these files and no other.</summary>
    public static void AssertHolds(byte[] archive, (string Path, string Text)[] files) =>
        Assert.Equal(files.OrderBy(file => file.Path, StringComparer.Ordinal), Read(archive).OrderBy(file => file.Path, StringComparer.Ordinal));

    private static IEnumerable<(string Path, string Text)> Read(byte[] archive)
    {
        const string Folder = "files/";
        using var reader = new TarReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.Name.StartsWith(Folder, StringComparison.Ordinal) && entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                yield return (entry.Name[Folder.Length..], entry.DataStream is { } content ? new StreamReader(content).ReadToEnd() : "");
        }
    }
}
