using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Tests.Projects.Manifests;

public sealed class ManifestRoundTripTests
{
    private static readonly string Hash = new('a', 64);

    private static readonly ManifestEntry[] Entries =
    [
        new("a\"quoted\"\\.txt", 0, Hash, ManifestEntry.RegularMode),
        new("a%2Fb", 1, Hash, ManifestEntry.ExecutableMode),
        new("dir-x", 3, Hash, ManifestEntry.RegularMode),
        new("dir/<b>&'ü'.txt", long.MaxValue / 2, Hash, ManifestEntry.RegularMode),
        new("z/\t.😀", 4, Hash, ManifestEntry.RegularMode),
    ];

    [Fact]
    public async Task WriteAsync_Entries_AreReadBack()
    {
        var (manifest, summary) = await WriteAsync(Entries);

        Assert.Equal(Entries, await ReadAsync(manifest));
        Assert.Equal(new ManifestSummary(manifest.Length, Convert.ToHexStringLower(SHA256.HashData(manifest)), 5, Entries.Sum(static entry => entry.Bytes)), summary);
    }

    [Fact]
    public async Task WriteAsync_Entry_HasTheDocumentedForm()
    {
        var (manifest, _) = await WriteAsync([new ManifestEntry("src/ü.c", 12, Hash, ManifestEntry.ExecutableMode)]);

        Assert.Equal($$"""{"path":"src/ü.c","bytes":12,"sha256":"{{Hash}}","mode":"0755"}""" + "\n", Encoding.UTF8.GetString(manifest));
    }

    [Fact]
    public async Task ReadPositionsAsync_FromEveryOffset_GoesOnWithTheNextEntry()
    {
        var (manifest, _) = await WriteAsync(Entries);
        var expected = Entries.ToList();

        await foreach (var position in ManifestReader.ReadPositionsAsync(new MemoryStream(manifest)))
        {
            expected.RemoveAt(0);
            Assert.Equal(expected, await ReadAsync(manifest[(int)position.NextOffset..]));
        }

        Assert.Empty(expected);
    }

    [Fact]
    public async Task ReadAsync_ThousandsOfLines_CrossesBufferEnds()
    {
        var entries = Enumerable.Range(0, 5000).Select(static i => new ManifestEntry($"file-{i:00000}", i, Hash, ManifestEntry.RegularMode)).ToList();
        var (manifest, _) = await WriteAsync(entries);

        Assert.Equal(entries, await ReadAsync(manifest));
    }

    [Theory]
    [InlineData("b", "a", "'a' is listed after 'b'; paths must be in UTF-8 byte order.")]
    [InlineData("a", "a", "'a' is listed twice.")]
    [InlineData("a", "a/b", "'a' is a file and cannot also be the folder of 'a/b'.")]
    public async Task WriteAsync_PathsThatAreNoTree_AreRefused(string first, string second, string message)
    {
        var refused = await Assert.ThrowsAsync<InvalidManifestException>(() => WriteAsync([Named(first), Named(second)]));
        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task WriteAsync_FileAndFolderOfOneNameWithOthersBetween_AreRefused()
    {
        var refused = await Assert.ThrowsAsync<InvalidManifestException>(() => WriteAsync([Named("a"), Named("a!"), Named("a-b"), Named("a/b")]));
        Assert.Equal("'a' is a file and cannot also be the folder of 'a/b'.", refused.Message);
    }

    [Fact]
    public async Task WriteAsync_IllegalEntries_AreRefused()
    {
        await Assert.ThrowsAsync<InvalidManifestException>(() => WriteAsync([Named("../a")]));
        await Assert.ThrowsAsync<InvalidManifestException>(() => WriteAsync([Named("a") with { Bytes = -1 }]));
        await Assert.ThrowsAsync<InvalidManifestException>(() => WriteAsync([Named("a") with { Sha256 = new string('A', 64) }]));
        await Assert.ThrowsAsync<InvalidManifestException>(() => WriteAsync([Named("a") with { Sha256 = "aa" }]));
        await Assert.ThrowsAsync<InvalidManifestException>(() => WriteAsync([Named("a") with { Mode = 0 }]));
    }

    [Theory]
    [InlineData("""{"path":"a","bytes":1,"sha256":"HASH","mode":"0644"}""", "The manifest ends in the middle of a line.")]
    [InlineData("{\"path\":\"a\",\"bytes\":1,\"sha256\":\"HASH\",\"mode\":\"0600\"}\n", "mode '0600' is neither 0644 nor 0755")]
    [InlineData("{\"path\":\"a\",\"bytes\":1,\"mode\":\"0644\"}\n", "property 'sha256' is missing")]
    [InlineData("{\"path\":\"a\",\"path\":\"b\",\"bytes\":1,\"sha256\":\"HASH\",\"mode\":\"0644\"}\n", "unknown or repeated property 'path'")]
    [InlineData("{\"path\":\"a\",\"bytes\":\"1\",\"sha256\":\"HASH\",\"mode\":\"0644\"}\n", "A manifest line is not an entry")]
    [InlineData("{\"path\":\"a\",\"bytes\":1.5,\"sha256\":\"HASH\",\"mode\":\"0644\"}\n", "A manifest line is not an entry")]
    [InlineData("{\"path\":\"a\",\"bytes\":1,\"sha256\":\"HASH\",\"mode\":\"0644\"} {}\n", "A manifest line is not an entry")]
    [InlineData("{\"path\":\"a/../b\",\"bytes\":1,\"sha256\":\"HASH\",\"mode\":\"0644\"}\n", "has a segment '.' or '..'")]
    [InlineData("[]\n", "one JSON object is expected")]
    [InlineData("\n", "A manifest line is not an entry")]
    [InlineData("null\n", "one JSON object is expected")]
    public async Task ReadAsync_BrokenLine_SaysWhatIsWrong(string line, string message)
    {
        var refused = await Assert.ThrowsAsync<InvalidManifestException>(() => ReadAsync(Encoding.UTF8.GetBytes(line.Replace("HASH", Hash, StringComparison.Ordinal))));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_EndlessLine_IsRefused() =>
        await Assert.ThrowsAsync<InvalidManifestException>(() => ReadAsync(Encoding.UTF8.GetBytes(new string(' ', 1 << 20))));

    private static ManifestEntry Named(string path) => new(path, 1, Hash, ManifestEntry.RegularMode);

    private static async Task<(byte[] Manifest, ManifestSummary Summary)> WriteAsync(IEnumerable<ManifestEntry> entries)
    {
        using var stream = new MemoryStream();
        using var writer = new ManifestWriter(stream);
        foreach (var entry in entries)
            await writer.WriteAsync(entry);
        var summary = await writer.CompleteAsync();
        return (stream.ToArray(), summary);
    }

    private static async Task<List<ManifestEntry>> ReadAsync(byte[] manifest)
    {
        var entries = new List<ManifestEntry>();
        await foreach (var entry in ManifestReader.ReadAsync(new MemoryStream(manifest)))
            entries.Add(entry);
        return entries;
    }
}
