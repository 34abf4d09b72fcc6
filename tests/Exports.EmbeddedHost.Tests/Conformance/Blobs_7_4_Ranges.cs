using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.4: downloads, ranges and read streams, over contents that lie in one row, one file, or many blocks.</summary>
public sealed class Blobs_7_4_Ranges : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    public static TheoryData<string, int> Contents => new() { { "row", 1000 }, { "file", 300_000 }, { "blocks", 400_000 } };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Download_Whole_IsTheContent_WithItsDetails(string kind, int size)
    {
        var (blob, content) = await BlobAsync(kind, size);

        using var download = (await blob.DownloadStreamingAsync()).Value;
        using var copy = new MemoryStream();
        await download.Content.CopyToAsync(copy);

        Assert.Equal(content, copy.ToArray());
        Assert.Equal((content.Length, null), (download.Details.ContentLength, download.Details.ContentRange));
        Assert.Equal((await blob.GetPropertiesAsync()).Value.ETag, download.Details.ETag);
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Download_Range_IsThatPart(string kind, int size)
    {
        var (blob, content) = await BlobAsync(kind, size);
        var random = new Random(size);
        for (var i = 0; i < 30; i++)
        {
            var offset = random.Next(size);
            var length = random.Next(1, size);

            var part = (await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(offset, length) })).Value;

            var end = Math.Min(offset + length, size);
            Assert.Equal(content[offset..end], part.Content.ToArray());
            Assert.Equal($"bytes {offset}-{end - 1}/{size}", part.Details.ContentRange);
        }
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Download_FromAnOffset_GoesToTheEnd_AndAtTheEndIs416(string kind, int size)
    {
        var (blob, content) = await BlobAsync(kind, size);

        var tail = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(size - 7) });

        Assert.Equal(content[^7..], tail.Value.Content.ToArray());
        await Refused.WithAsync(416, "InvalidRange", () =>
            blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(size) }));
        await Refused.WithAsync(416, "InvalidRange", () =>
            blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(size + 5, 1) }));
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task OpenRead_SeeksAndReadsAnywhere(string kind, int size)
    {
        var (blob, content) = await BlobAsync(kind, size);
        await using var stream = await blob.OpenReadAsync(position: 10);
        Assert.Equal((10L, (long)size), (stream.Position, stream.Length));

        var random = new Random(size);
        var buffer = new byte[size];
        for (var i = 0; i < 30; i++)
        {
            var offset = random.Next(size);
            var length = random.Next(1, size - offset + 1);
            stream.Seek(offset, SeekOrigin.Begin);

            await stream.ReadExactlyAsync(buffer.AsMemory(0, length));

            Assert.Equal(content[offset..(offset + length)], buffer[..length]);
        }

        stream.Seek(0, SeekOrigin.End);
        Assert.Equal(0, await stream.ReadAsync(buffer));
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task OpenRead_BlobReplacedMeanwhile_GoesOnWithItsVersion_WhoseFilesGoWithTheReader(string kind, int size)
    {
        var (blob, content) = await BlobAsync(kind, size);
        var open = await blob.OpenReadAsync();
        await (await _bed.ContainerAsync()).GetBlobClient("b").UploadAsync(BinaryData.FromString("other"), overwrite: true);

        using var copy = new MemoryStream();
        await open.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());

        await open.DisposeAsync();
        Assert.Empty(_bed.BlobFiles);
    }

    [Fact]
    public async Task OpenRead_OfManySmallBlocks_Replaced_Is412_ButNeverMixes()
    {
        var blob = (await _bed.ContainerAsync()).GetBlockBlobClient("b");
        string[] ids = [.. Enumerable.Range(0, 20).Select(i => Convert.ToBase64String(BitConverter.GetBytes(i)))];
        foreach (var id in ids)
        {
            await blob.StageBlockAsync(id, new MemoryStream(new byte[10]));
        }

        await blob.CommitBlockListAsync(ids);
        await using var open = await blob.OpenReadAsync();
        await blob.UploadAsync(new MemoryStream([1]), new BlobUploadOptions());

        await Refused.WithAsync(412, "ConditionNotMet", () => open.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task Download_Progress_IsTold()
    {
        var (blob, content) = await BlobAsync("file", 300_000);
        var told = new List<long>();
        using var download = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { ProgressHandler = new Listener(told) })).Value;

        await download.Content.CopyToAsync(Stream.Null);

        Assert.Equal(content.Length, told[^1]);
    }

    [Fact]
    public async Task EmptyBlob_IsRead_ButHasNoRange()
    {
        var blob = (await _bed.ContainerAsync()).GetBlobClient("empty");
        await blob.UploadAsync(new MemoryStream());

        Assert.Equal(0, (await blob.DownloadContentAsync()).Value.Content.ToMemory().Length);
        await Refused.WithAsync(416, "InvalidRange", () =>
            blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(0, 1) }));
    }

    private async Task<(BlobBaseClient Blob, byte[] Content)> BlobAsync(string kind, int size)
    {
        var container = await _bed.ContainerAsync();
        var content = new byte[size];
        new Random(size).NextBytes(content);
        if (kind == "blocks")
        {
            return (await CommitAsync(container.GetBlockBlobClient("b"), content), content);
        }

        await container.GetBlobClient("b").UploadAsync(new MemoryStream(content), overwrite: true);
        Assert.Equal(kind == "file" ? 1 : 0, _bed.BlobFiles.Length);
        return (container.GetBlobClient("b"), content);
    }

    // Blocks small enough for a row and blocks that need a file, by turns.
    private static async Task<BlobBaseClient> CommitAsync(BlockBlobClient blob, byte[] content)
    {
        var ids = new List<string>();
        for (var start = 0; start < content.Length;)
        {
            var length = Math.Min(ids.Count % 2 == 0 ? 70_000 : 999, content.Length - start);
            ids.Add(Convert.ToBase64String(BitConverter.GetBytes(ids.Count)));
            await blob.StageBlockAsync(ids[^1], new MemoryStream(content, start, length));
            start += length;
        }

        await blob.CommitBlockListAsync(ids);
        return blob;
    }

    private sealed class Listener(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }
}
