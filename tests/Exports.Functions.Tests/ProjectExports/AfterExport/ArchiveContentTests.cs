using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

public sealed class ArchiveContentTests
{
    private const string Blob = "0000000000000007/job/1";

    /// <summary>The whole archive is never held: it goes out in parts of a bounded size, and a second sending reads it again.</summary>
    [Fact]
    public async Task CopyToAsync_LargeArchive_GoesOutInSmallPartsAndMayBeRepeated()
    {
        using var store = new LedgerFixture();
        var archives = new ArchiveContainer(store.Blobs);
        await archives.CreateIfNotExistsAsync(default);
        var block = new byte[4 << 20];
        new Random(1).NextBytes(block);
        await archives.StageAsync(Blob, 0, block, default);
        await archives.StageAsync(Blob, 1, block, default);
        var length = await archives.CommitAsync(Blob, 2, default);
        using var content = new ArchiveContent(archives, Blob, length);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var sink = new PartsStream();
            await content.CopyToAsync(sink);

            Assert.Equal([.. block, .. block], sink.ToArray());
            Assert.InRange(sink.LargestPart, 1, 1 << 17);
            Assert.Equal(length, content.BytesSent);
        }

        Assert.Equal(("application/gzip", length), (content.Headers.ContentType!.MediaType, content.Headers.ContentLength));
    }

    [Fact]
    public async Task CopyToAsync_ArchiveIsGone_Fails()
    {
        using var store = new LedgerFixture();
        var archives = new ArchiveContainer(store.Blobs);
        await archives.CreateIfNotExistsAsync(default);
        using var content = new ArchiveContent(archives, Blob, 10);

        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(new MemoryStream()));
    }

    private sealed class PartsStream : MemoryStream
    {
        public int LargestPart { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestPart = Math.Max(LargestPart, buffer.Length);
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
