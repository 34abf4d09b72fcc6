using System.Formats.Tar;
using System.Security.Cryptography;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Archives.Verification;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Tests.ProjectExports.Archives.Verification;

public sealed class ArchiveVerifierTests
{
    private static readonly ManifestEntry[] Manifest = ArchiveBuilder.Manifest;

    [Fact]
    public async Task VerifyAsync_SoundArchive_SaysWhatItHolds()
    {
        var archive = ArchiveBuilder.Sound().Archive();
        var manifest = ArchiveBuilder.ManifestBytes(Manifest);

        var contents = await VerifyAsync(archive);

        Assert.Equal("{}"u8.ToArray(), contents.ProjectJson.ToArray());
        Assert.Equal(new ManifestSummary(manifest.Length, Convert.ToHexStringLower(SHA256.HashData(manifest)), 2, ArchiveBuilder.A.Length + ArchiveBuilder.B.Length), contents.Manifest);
        Assert.Equal(archive.Length, contents.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(archive)), contents.Sha256);
    }

    [Theory]
    [InlineData(1, 1000, 3000, 7)]
    [InlineData(2, 700, 700, 100_000)]
    [InlineData(3, 1 << 20, 8 << 20, 8192)]
    public async Task VerifyAsync_WrittenArchive_IsSound(int seed, int sliceBytes, int blockBytes, int readBytes)
    {
        var tree = StoredTree.Random(seed, files: 80, largest: 20_000);
        var blocks = new StagedBlocks();
        var end = await new ArchiveSegmentWriter(TimeProvider.System, new ArchiveGeometry(sliceBytes, blockBytes))
            .WriteAsync(tree.Plan, ArchiveCursor.Start, tree, blocks, SegmentLimits.None, CancellationToken.None);
        var read = new Dictionary<string, byte[]>();

        var contents = await ArchiveVerifier.VerifyAsync(new TricklingStream(blocks.Archive, readBytes), onFile: async (file, content, cancellationToken) =>
        {
            using var memory = new MemoryStream();
            await content.CopyToAsync(memory, cancellationToken);
            read[file.Path] = memory.ToArray();
        });

        Assert.Equal(tree.Plan.Manifest, contents.Manifest);
        Assert.Equal((end.BytesWritten, end.Sha256), (contents.Bytes, contents.Sha256));
        Assert.Equal(tree.Files, read);
    }

    [Fact]
    public async Task VerifyAsync_ReaderThatLeavesTheContent_StillVerifiesIt()
    {
        var archive = Sound(manifest: [Manifest[0], Manifest[1] with { Sha256 = new string('0', 64) }]);

        var refused = await Assert.ThrowsAsync<InvalidArchiveException>(
            () => ArchiveVerifier.VerifyAsync(new MemoryStream(archive), onFile: static (_, _, _) => Task.CompletedTask));

        Assert.Equal(ArchiveDefect.WrongHash, refused.Defect);
    }

    [Fact]
    public Task VerifyAsync_ZerosAfterTheEndMarker_AreAccepted() =>
        VerifyAsync(ArchiveBuilder.Gzip([.. ArchiveBuilder.Sound().Tar(), .. new byte[10 * 1024]]));

    public static TheoryData<string, string, byte[]> Defects()
    {
        var sound = ArchiveBuilder.Sound().Archive();
        var tar = ArchiveBuilder.Sound().Tar();
        var damaged = (byte[])sound.Clone();
        damaged[^6] ^= 0x10;
        return new()
        {
            { nameof(ArchiveDefect.Truncated), "The archive ends too early.", [] },
            { nameof(ArchiveDefect.NotGzip), "The file is not a gzip archive.", "no gzip at all, surely"u8.ToArray() },
            { nameof(ArchiveDefect.Corrupt), "The archive is damaged.", damaged },
            { nameof(ArchiveDefect.Truncated), "The archive ends too early.", sound[..^1] },
            { nameof(ArchiveDefect.Truncated), "The archive ends too early.", sound[..(sound.Length / 2)] },
            { nameof(ArchiveDefect.Corrupt), "The archive does not hold a sound tar stream: a header's number is not octal.", ArchiveBuilder.Gzip([.. Enumerable.Repeat((byte)'x', 5000)]) },
            { nameof(ArchiveDefect.TrailingData), "Something follows the end of the archive.", [.. sound, 0] },
            { nameof(ArchiveDefect.TrailingData), "Something follows the end of the archive.", [.. sound, .. "garbage"u8] },
            { nameof(ArchiveDefect.TrailingData), "Something follows the tar stream's end marker.", [.. sound, .. ArchiveBuilder.Gzip("garbage"u8.ToArray())] },
            { nameof(ArchiveDefect.TrailingData), "Something follows the end of the archive.", [.. sound, .. ArchiveBuilder.Gzip(new byte[100_000])] },
            { nameof(ArchiveDefect.Truncated), "The archive ends too early.", ArchiveBuilder.Gzip(tar[..^1024]) },
            { nameof(ArchiveDefect.Truncated), "The archive ends in the middle of the tar stream's end marker.", ArchiveBuilder.Gzip(tar[..^512]) },
            { nameof(ArchiveDefect.Truncated), "The archive ends in the middle of 'folder/b.txt'.", ArchiveBuilder.Gzip(tar[..^4096]) },
            { nameof(ArchiveDefect.MissingPreamble), "The archive has no VERSION where it must be.", new ArchiveBuilder().Project().Archive() },
            { nameof(ArchiveDefect.MissingPreamble), "The archive has no project.json where it must be.", new ArchiveBuilder().Version().WithManifest().Archive() },
            { nameof(ArchiveDefect.MissingPreamble), "The archive has no manifest.ndjson where it must be.", new ArchiveBuilder().Version().Project().Archive() },
            { nameof(ArchiveDefect.UnsupportedVersion), "The archive has the version '2'; only version 1 is known.", new ArchiveBuilder().Version("2\n").Archive() },
            { nameof(ArchiveDefect.InvalidProject), "The archive's project.json is not JSON.", new ArchiveBuilder().Version().Project("{").Archive() },
            { nameof(ArchiveDefect.InvalidProject), "The archive's project.json is not a JSON object.", new ArchiveBuilder().Version().Project("[]").Archive() },
            { nameof(ArchiveDefect.InvalidProject), "The archive's project.json has 1048577 bytes; at most 1048576 are accepted.", new ArchiveBuilder().Version().Project(new string(' ', (1 << 20) + 1)).Archive() },
            { nameof(ArchiveDefect.InvalidManifest), "The archive's manifest is not valid: The path '../a' has a segment '.' or '..'.", Sound(manifest: [Manifest[0] with { Path = "../a" }]) },
            { nameof(ArchiveDefect.InvalidManifest), "The archive's manifest is not valid: 'a.txt' is listed twice.", Sound(manifest: [Manifest[0], Manifest[0]]) },
            { nameof(ArchiveDefect.MissingFile), "The manifest names 'a.txt', which the archive does not hold.", Preamble().File("files/folder/b.txt", ArchiveBuilder.B).Archive() },
            { nameof(ArchiveDefect.MissingFile), "The manifest names 'folder/b.txt', which the archive does not hold.", Preamble().File("files/a.txt", ArchiveBuilder.A).Archive() },
            { nameof(ArchiveDefect.UnexpectedEntry), "The archive holds 'files/a.bin', which the manifest does not name there.", Preamble().File("files/a.bin", ArchiveBuilder.A).Archive() },
            { nameof(ArchiveDefect.UnexpectedEntry), "The archive holds 'files/z.txt', which the manifest does not name there.", ArchiveBuilder.Sound().File("files/z.txt", []).Archive() },
            { nameof(ArchiveDefect.UnsafePath), "The archive's entry '/etc/passwd' has an absolute path.", ArchiveBuilder.Sound().File("/etc/passwd", []).Archive() },
            { nameof(ArchiveDefect.NotARegularFile), "The archive's entry 'files/a.txt' is a symbolic link; only regular files are accepted.", Preamble().Add(new PaxTarEntry(TarEntryType.SymbolicLink, "files/a.txt") { LinkName = "/etc/passwd" }).Archive() },
            { nameof(ArchiveDefect.NotARegularFile), "The archive's entry 'files/' is a folder; only regular files are accepted.", Preamble().Add(new PaxTarEntry(TarEntryType.Directory, "files/")).Archive() },
            { nameof(ArchiveDefect.WrongSize), "'a.txt' has 11 bytes; the manifest says 12.", Preamble().File("files/a.txt", ArchiveBuilder.A[1..]).Archive() },
            { nameof(ArchiveDefect.WrongMode), "'a.txt' has another mode than the manifest says.", Preamble().File("files/a.txt", ArchiveBuilder.A, ManifestEntry.ExecutableMode).Archive() },
        };
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task VerifyAsync_Defect_IsNamed(string defect, string message, byte[] archive)
    {
        var refused = await Assert.ThrowsAsync<InvalidArchiveException>(() => VerifyAsync(archive));

        Assert.Equal((defect, message), (refused.Defect.ToString(), refused.Message));
    }

    [Fact]
    public async Task VerifyAsync_WrongHash_IsNamed()
    {
        var other = ArchiveBuilder.A.Reverse().ToArray();
        var archive = Preamble().File("files/a.txt", other).File("files/folder/b.txt", ArchiveBuilder.B).Archive();

        var refused = await Assert.ThrowsAsync<InvalidArchiveException>(() => VerifyAsync(archive));

        Assert.Equal($"'a.txt' has the SHA-256 {Convert.ToHexStringLower(SHA256.HashData(other))}; the manifest says {Manifest[0].Sha256}.", refused.Message);
        Assert.Equal(ArchiveDefect.WrongHash, refused.Defect);
    }

    [Fact]
    public async Task VerifyAsync_EveryShorterLength_IsRefused()
    {
        var archive = ArchiveBuilder.Sound().Archive();
        for (var length = 0; length < archive.Length; length++)
            await Assert.ThrowsAsync<InvalidArchiveException>(() => VerifyAsync(archive[..length]));
    }

    [Theory]
    [InlineData(1, long.MaxValue, int.MaxValue, "The archive has more than 1 files.")]
    [InlineData(2, 100, int.MaxValue, "The archive's files have more than 100 bytes.")]
    public async Task VerifyAsync_LimitExceeded_IsNamed(long files, long bytes, int expansion, string message)
    {
        var refused = await Assert.ThrowsAsync<InvalidArchiveException>(
            () => ArchiveVerifier.VerifyAsync(new MemoryStream(ArchiveBuilder.Sound().Archive()), ArchiveLimits.None with { MaxFiles = files, MaxTotalBytes = bytes, MaxExpansion = expansion }));

        Assert.Equal((ArchiveDefect.TooLarge, message), (refused.Defect, refused.Message));
    }

    [Fact]
    public async Task VerifyAsync_ExpandsOutOfProportion_IsRefused()
    {
        var zeros = new byte[32 << 20];
        var archive = new ArchiveBuilder().Version().Project().WithManifest(ArchiveBuilder.Entry("zeros", zeros)).File("files/zeros", zeros).Archive();

        await ArchiveVerifier.VerifyAsync(new MemoryStream(archive), ArchiveLimits.None with { MaxExpansion = 2000 });
        var refused = await Assert.ThrowsAsync<InvalidArchiveException>(
            () => ArchiveVerifier.VerifyAsync(new MemoryStream(archive), ArchiveLimits.None with { MaxExpansion = 100 }));

        Assert.Equal("The archive expands to more than 100 times its size.", refused.Message);
    }

    [Fact]
    public async Task VerifyAsync_LargeManifest_IsSpooledAndRead()
    {
        var entries = Enumerable.Range(0, 70_000).Select(static i => ArchiveBuilder.Entry($"file-{i:000000}", [])).ToArray();
        var archive = new ArchiveBuilder().Version().Project().WithManifest(entries);
        foreach (var entry in entries)
            archive.File("files/" + entry.Path, []);

        var contents = await VerifyAsync(archive.Archive());

        Assert.Equal(70_000, contents.Manifest.FileCount);
        Assert.True(contents.Manifest.Bytes > 8 << 20);
    }

    private static Task<ArchiveContents> VerifyAsync(byte[] archive) => ArchiveVerifier.VerifyAsync(new MemoryStream(archive));

    private static ArchiveBuilder Preamble() => new ArchiveBuilder().Version().Project().WithManifest(Manifest);

    private static byte[] Sound(ManifestEntry[] manifest) =>
        new ArchiveBuilder().Version().Project().WithManifest(manifest).File("files/a.txt", ArchiveBuilder.A).File("files/folder/b.txt", ArchiveBuilder.B).Archive();
}
