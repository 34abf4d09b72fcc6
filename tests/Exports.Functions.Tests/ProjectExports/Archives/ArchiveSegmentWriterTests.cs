using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Projects.Manifests;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.ProjectExports.Archives;

public sealed class ArchiveSegmentWriterTests
{
    private static readonly ArchiveGeometry SmallBlocks = new(SliceBytes: 1000, BlockBytes: 3000);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task WriteAsync_WholeTree_IsReadByTheFrameworksTarReader()
    {
        var tree = StoredTree.Random(seed: 1, files: 40, largest: 9000);

        var entries = await ReadAsync(await WriteWholeAsync(tree));

        Assert.Equal(["VERSION", "project.json", "manifest.ndjson"], entries.Take(3).Select(static entry => entry.Name));
        Assert.Equal("1\n", Encoding.UTF8.GetString(entries[0].Content));
        Assert.Equal(StoredTree.ProjectJson, entries[1].Content);
        Assert.Equal(tree.Plan.Manifest.Sha256, Convert.ToHexStringLower(SHA256.HashData(entries[2].Content)));
        var expected = tree.Files.OrderBy(static file => file.Key, ManifestPathComparer.Instance).ToList();
        Assert.Equal(expected.Select(static file => "files/" + file.Key), entries.Skip(3).Select(static entry => entry.Name));
        Assert.All(entries.Skip(3).Zip(expected), static pair => Assert.Equal(pair.Second.Value, pair.First.Content));
        Assert.All(entries.Skip(3).Zip(expected), static pair => Assert.Equal(StoredTree.ModeOf(pair.Second.Key), (int)pair.First.Mode));
    }

    [Fact]
    public async Task WriteAsync_WholeTree_ReportsSizeHashAndTotals()
    {
        var tree = StoredTree.Random(seed: 2, files: 30, largest: 9000);
        var blocks = new StagedBlocks();

        var end = await Writer().WriteAsync(tree.Plan, ArchiveCursor.Start, tree, blocks, SegmentLimits.None, CancellationToken.None);

        Assert.True(end.IsComplete);
        Assert.Equal(blocks.Archive.Length, end.BytesWritten);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(blocks.Archive)), end.Sha256);
        Assert.Equal(blocks.Count, end.Blocks);
        Assert.Equal(30, end.FilesDone);
        Assert.Equal(tree.Plan.Manifest.TotalBytes, end.ContentBytesDone);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task WriteAsync_AnySegments_GiveTheBytesOfOneSegment(int seed)
    {
        var random = new Random(seed);
        var tree = StoredTree.Random(seed, files: random.Next(60), largest: random.Next(1, 20_000));
        var geometry = new ArchiveGeometry(SliceBytes: random.Next(300, 2000), BlockBytes: 0);
        geometry = geometry with { BlockBytes = geometry.SliceBytes * random.Next(1, 5) };
        var whole = new StagedBlocks();
        var parts = new StagedBlocks();
        var writer = Writer(geometry);

        var expected = await Writer(geometry).WriteAsync(tree.Plan, ArchiveCursor.Start, tree, whole, SegmentLimits.None, CancellationToken.None);
        var actual = ArchiveCursor.Start;
        while (!actual.IsComplete)
        {
            var limits = new SegmentLimits(random.Next(1, 4 * geometry.BlockBytes), TimeSpan.MaxValue);
            actual = await writer.WriteAsync(tree.Plan, ThroughJson(actual), tree, parts, limits, CancellationToken.None);
        }

        Assert.Equal(expected, actual);
        Assert.Equal(whole.Archive, parts.Archive);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(whole.Archive)), actual.Sha256);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Fact]
    public async Task WriteAsync_FixedTree_HasTheTarBytesOfThisVersion()
    {
        // A change here changes what every project is exported as: then ArchiveFormat.Version has to change too.
        var tree = new StoredTree(new Dictionary<string, byte[]>
        {
            ["README.md"] = "# Title\n"u8.ToArray(),
            ["build.sh"] = "#!/bin/sh\n"u8.ToArray(),
            ["docs/ünïcode.txt"] = "text"u8.ToArray(),
            [$"deep/{new string('x', 120)}"] = new byte[1000],
        });
        await using var gzip = new GZipStream(new MemoryStream(await WriteWholeAsync(tree)), CompressionMode.Decompress);

        var tar = await SHA256.HashDataAsync(gzip);

        Assert.Equal("298b86393fedbb95ef5c2927aa0f2ce33fb96bf195455d050c8c99b83a4ef1f1", Convert.ToHexStringLower(tar));
    }

    [Fact]
    public async Task WriteAsync_ByteLimitReached_EndsAtTheNextBlockBoundary()
    {
        var tree = StoredTree.Random(seed: 3, files: 30, largest: 9000);
        var blocks = new StagedBlocks();

        var cursor = await Writer().WriteAsync(tree.Plan, ArchiveCursor.Start, tree, blocks, new SegmentLimits(3001, TimeSpan.MaxValue), CancellationToken.None);

        Assert.False(cursor.IsComplete);
        Assert.Equal(6000, cursor.TarOffset);
        Assert.Equal(2, cursor.Blocks);
        Assert.Equal(2, blocks.Count);
    }

    [Fact]
    public async Task WriteAsync_TimeLimitReached_EndsAtTheNextBlockBoundary()
    {
        var tree = StoredTree.Random(seed: 3, files: 60, largest: 9000);
        var source = new SlowSource(tree, _time, TimeSpan.FromSeconds(1));
        var segments = 0;

        var cursor = ArchiveCursor.Start;
        for (; !cursor.IsComplete; segments++)
            cursor = await Writer().WriteAsync(tree.Plan, cursor, source, new StagedBlocks(), new SegmentLimits(long.MaxValue, TimeSpan.FromSeconds(20)), CancellationToken.None);

        Assert.InRange(segments, 2, 20);
    }

    [Fact]
    public async Task WriteAsync_CompleteCursor_StagesNothing()
    {
        var tree = StoredTree.Random(seed: 4, files: 3, largest: 100);
        var end = await Writer().WriteAsync(tree.Plan, ArchiveCursor.Start, tree, new StagedBlocks(), SegmentLimits.None, CancellationToken.None);
        var blocks = new StagedBlocks();

        var again = await Writer().WriteAsync(tree.Plan, end, tree, blocks, SegmentLimits.None, CancellationToken.None);

        Assert.Equal(end, again);
        Assert.Equal(0, blocks.Count);
    }

    [Fact]
    public async Task WriteAsync_EmptyProject_HasThePreambleAlone()
    {
        var tree = new StoredTree(new Dictionary<string, byte[]>());

        var entries = await ReadAsync(await WriteWholeAsync(tree));

        Assert.Equal(["VERSION", "project.json", "manifest.ndjson"], entries.Select(static entry => entry.Name));
    }

    [Fact]
    public async Task WriteAsync_ContentWithAnotherHash_FailsNamingThePath()
    {
        var tree = new StoredTree(new Dictionary<string, byte[]> { ["a.txt"] = [1, 2, 3], ["b/ü.txt"] = [4, 5, 6] });
        tree.Corrupt("b/ü.txt", static _ => [4, 5, 7]);

        var refused = await Assert.ThrowsAsync<ArchiveContentException>(() => WriteWholeAsync(tree));

        Assert.Equal("b/ü.txt", refused.Path);
        Assert.Contains("SHA-256", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_ContentThatIsShorter_FailsNamingThePath()
    {
        var tree = new StoredTree(new Dictionary<string, byte[]> { ["a.txt"] = [1, 2, 3] });
        tree.Corrupt("a.txt", static content => content[..2]);

        var refused = await Assert.ThrowsAsync<ArchiveContentException>(() => WriteWholeAsync(tree));

        Assert.Equal("The stored content of 'a.txt' ends after 2 of 3 bytes.", refused.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9_999)]
    [InlineData(19_999)]
    public async Task WriteAsync_ContentSplitBySegments_IsStillVerified(int corruptAt)
    {
        var tree = new StoredTree(new Dictionary<string, byte[]> { ["large.bin"] = [.. Enumerable.Range(0, 20_000).Select(static i => (byte)(i * i >> 3))] });
        tree.Corrupt("large.bin", content =>
        {
            content[corruptAt] ^= 1;
            return content;
        });

        await Assert.ThrowsAsync<ArchiveContentException>(() => WriteInSegmentsAsync(tree));

        Assert.True(tree.OpenedInside > 1);
    }

    [Fact]
    public async Task WriteAsync_ManifestThatDisagreesWithTheProject_Fails()
    {
        var tree = StoredTree.Random(seed: 5, files: 5, largest: 100);
        var plan = tree.Plan with { Manifest = tree.Plan.Manifest with { FileCount = 6 } };

        var refused = await Assert.ThrowsAsync<ArchiveContentException>(
            () => Writer().WriteAsync(plan, ArchiveCursor.Start, tree, new StagedBlocks(), SegmentLimits.None, CancellationToken.None));

        Assert.Equal("manifest.ndjson", refused.Path);
    }

    [Fact]
    public async Task WriteAsync_StagingFails_PassesTheFailureOn()
    {
        var tree = StoredTree.Random(seed: 6, files: 60, largest: 9000);
        var blocks = new StagedBlocks { Staging = static index => { if (index == 3) throw new IOException("full"); } };

        var failure = await Assert.ThrowsAsync<IOException>(
            () => Writer().WriteAsync(tree.Plan, ArchiveCursor.Start, tree, blocks, SegmentLimits.None, CancellationToken.None));

        Assert.Equal("full", failure.Message);
        Assert.Equal(3, blocks.Count);
    }

    [Fact]
    public async Task WriteAsync_AfterAFailure_TheSameWriterWritesOn()
    {
        var tree = StoredTree.Random(seed: 6, files: 60, largest: 9000);
        var writer = Writer();
        var failing = new StagedBlocks { Staging = static index => { if (index == 3) throw new IOException("full"); } };
        var blocks = new StagedBlocks();
        await Assert.ThrowsAsync<IOException>(() => writer.WriteAsync(tree.Plan, ArchiveCursor.Start, tree, failing, SegmentLimits.None, CancellationToken.None));

        await writer.WriteAsync(tree.Plan, ArchiveCursor.Start, tree, blocks, SegmentLimits.None, CancellationToken.None);

        Assert.Equal(await WriteWholeAsync(tree), blocks.Archive);
    }

    [Fact]
    public async Task WriteAsync_Cancelled_Stops()
    {
        var tree = StoredTree.Random(seed: 7, files: 60, largest: 9000);
        using var cancellation = new CancellationTokenSource();
        var blocks = new StagedBlocks { Staging = index => { if (index == 1) cancellation.Cancel(); } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Writer().WriteAsync(tree.Plan, ArchiveCursor.Start, tree, blocks, SegmentLimits.None, cancellation.Token));
    }

    private static ArchiveCursor ThroughJson(ArchiveCursor cursor)
    {
        var json = JsonSerializer.Serialize(cursor);
        Assert.InRange(json.Length, 1, 1024);
        return JsonSerializer.Deserialize<ArchiveCursor>(json)!;
    }

    private ArchiveSegmentWriter Writer(ArchiveGeometry? geometry = null) => new(_time, geometry ?? SmallBlocks);

    private async Task<byte[]> WriteWholeAsync(StoredTree tree)
    {
        var blocks = new StagedBlocks();
        await Writer().WriteAsync(tree.Plan, ArchiveCursor.Start, tree, blocks, SegmentLimits.None, CancellationToken.None);
        return blocks.Archive;
    }

    private async Task WriteInSegmentsAsync(StoredTree tree)
    {
        var cursor = ArchiveCursor.Start;
        while (!cursor.IsComplete)
            cursor = await Writer().WriteAsync(tree.Plan, cursor, tree, new StagedBlocks(), new SegmentLimits(1, TimeSpan.MaxValue), CancellationToken.None);
    }

    private static async Task<List<(string Name, UnixFileMode Mode, byte[] Content)>> ReadAsync(byte[] archive)
    {
        var entries = new List<(string, UnixFileMode, byte[])>();
        await using var gzip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(ArchiveFormat.EntryTime), entry.ModificationTime);
            using var content = new MemoryStream();
            if (entry.DataStream is { } data)
                await data.CopyToAsync(content);
            entries.Add((entry.Name, entry.Mode, content.ToArray()));
        }

        return entries;
    }

    /// <summary>Moves the clock at every read.</summary>
    private sealed class SlowSource(StoredTree tree, ManualTimeProvider time, TimeSpan perRead) : IArchiveSource
    {
        public Task<Stream> OpenManifestAsync(long offset, CancellationToken cancellationToken) => tree.OpenManifestAsync(offset, cancellationToken);

        public Task<Stream> OpenContentAsync(string sha256, long offset, long bytes, CancellationToken cancellationToken)
        {
            time.Advance(perRead);
            return tree.OpenContentAsync(sha256, offset, bytes, cancellationToken);
        }
    }
}
