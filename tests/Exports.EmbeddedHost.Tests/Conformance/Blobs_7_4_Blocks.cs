using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.4: staged blocks and block lists.</summary>
public sealed class Blobs_7_4_Blocks : IDisposable
{
    private const int Large = 100_000;

    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Uncommitted_AreInvisible_UntilTheListIsCommitted()
    {
        var (container, blob) = await BlobAsync();
        await StageAsync(blob, 1, 10);

        Assert.False(await blob.ExistsAsync());
        Assert.Empty(await container.GetBlobsAsync().ToListAsync());
        await Refused.WithAsync(404, "BlobNotFound", () => blob.DownloadContentAsync());

        await CommitAsync(blob, 1);
        Assert.Equal(Bytes(1, 10), await ReadAsync(blob));
    }

    [Fact]
    public async Task Commit_OrdersBlocksAsListed_RepeatsThem_AndDropsTheRest()
    {
        var (_, blob) = await BlobAsync();
        await StageAsync(blob, 1, 10);
        await StageAsync(blob, 2, Large);
        await StageAsync(blob, 3, Large + 1);

        await CommitAsync(blob, 2, 1, 2);

        byte[] expected = [.. Bytes(2, Large), .. Bytes(1, 10), .. Bytes(2, Large)];
        Assert.Equal(expected, await ReadAsync(blob));
        Assert.Single(_bed.BlobFiles);
        await Refused.WithAsync(400, "InvalidBlockList", () => CommitAsync(blob, 3));
        var list = (await blob.GetBlockListAsync()).Value;
        Assert.Equal([(Id(2), Large), (Id(1), 10L), (Id(2), Large)], list.CommittedBlocks.Select(block => (block.Name, block.SizeLong)));
        Assert.Empty(list.UncommittedBlocks);
    }

    [Fact]
    public async Task Stage_SameIdAgain_ReplacesTheBlock()
    {
        var (_, blob) = await BlobAsync();
        await StageAsync(blob, 1, Large);
        await StageAsync(blob, 2, Large + 1, id: 1);
        await StageAsync(blob, 3, Large + 2, id: 1);

        var staged = Assert.Single((await blob.GetBlockListAsync(BlockListTypes.Uncommitted)).Value.UncommittedBlocks);
        Assert.Equal((Id(1), Large + 2), (staged.Name, staged.SizeLong));
        Assert.Single(_bed.BlobFiles);

        await CommitAsync(blob, 1);
        Assert.Equal(Bytes(3, Large + 2), await ReadAsync(blob));
    }

    [Fact]
    public async Task Commit_MayNameCommittedBlocks_AndAnUncommittedOneComesFirst()
    {
        var (_, blob) = await BlobAsync();
        foreach (var (number, size) in ((int, int)[])[(1, 10), (2, Large), (3, Large + 1)])
        {
            await StageAsync(blob, number, size);
        }

        await CommitAsync(blob, 1, 2, 3);
        await StageAsync(blob, 4, 20, id: 1);
        await CommitAsync(blob, 3, 1, 2);

        byte[] expected = [.. Bytes(3, Large + 1), .. Bytes(4, 20), .. Bytes(2, Large)];
        Assert.Equal(expected, await ReadAsync(blob));
        Assert.Equal(2, _bed.BlobFiles.Length);
    }

    [Fact]
    public async Task Commit_UnknownBlock_IsRefused_AndChangesNothing()
    {
        var (_, blob) = await BlobAsync();
        await StageAsync(blob, 1, Large);
        await CommitAsync(blob, 1);
        await StageAsync(blob, 2, Large);

        await Refused.WithAsync(400, "InvalidBlockList", () => CommitAsync(blob, 2, 9));

        Assert.Equal(Bytes(1, Large), await ReadAsync(blob));
        Assert.Single((await blob.GetBlockListAsync()).Value.UncommittedBlocks);
    }

    [Fact]
    public async Task Commit_ReturnsTheNewVersion_AndKeepsHeadersAndMetadata()
    {
        var (_, blob) = await BlobAsync();
        await StageAsync(blob, 1, 10);

        var info = await blob.CommitBlockListAsync([Id(1)], new CommitBlockListOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/gzip", ContentHash = new byte[16] },
            Metadata = new Dictionary<string, string> { ["key"] = "value" },
        });

        var properties = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal((info.Value.ETag, 10L), (properties.ETag, properties.ContentLength));
        Assert.Equal(("application/gzip", "value"), (properties.ContentType, properties.Metadata["key"]));
        Assert.Equal(new byte[16], properties.ContentHash);
    }

    [Fact]
    public async Task Commit_OfNoBlocks_MakesAnEmptyBlob()
    {
        var (_, blob) = await BlobAsync();

        await CommitAsync(blob);

        Assert.Empty(await ReadAsync(blob));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("")]
    public async Task Stage_IdThatIsNotBase64_IsRefused(string id)
    {
        var (_, blob) = await BlobAsync();

        await Refused.WithAsync(400, "InvalidQueryParameterValue", () => blob.StageBlockAsync(id, new MemoryStream([1])));
    }

    [Fact]
    public async Task Stage_IdLongerThan64Bytes_OrOfAnotherLengthThanTheOthers_IsRefused()
    {
        var (_, blob) = await BlobAsync();
        await StageAsync(blob, 1, 10);

        await Refused.WithAsync(400, "InvalidQueryParameterValue", () =>
            blob.StageBlockAsync(Convert.ToBase64String(new byte[65]), new MemoryStream([1])));
        await Refused.WithAsync(400, "InvalidBlobOrBlock", () =>
            blob.StageBlockAsync(Convert.ToBase64String(new byte[64]), new MemoryStream([1])));
    }

    [Fact]
    public async Task Stage_Nothing_IsRefused()
    {
        var (_, blob) = await BlobAsync();

        await Refused.WithAsync(400, "InvalidHeaderValue", () => blob.StageBlockAsync(Id(1), new MemoryStream()));
        await Assert.ThrowsAsync<ArgumentException>(() => blob.StageBlockAsync(
            Id(1),
            new MemoryStream([1]),
            new BlockBlobStageBlockOptions { Conditions = new BlobRequestConditions { IfMatch = ETag.All } }));
    }

    [Fact]
    public async Task Commit_MoreThan50000Blocks_IsRefused()
    {
        var (_, blob) = await BlobAsync();

        await Refused.WithAsync(409, "BlockCountExceedsLimit", () => blob.CommitBlockListAsync(Enumerable.Repeat(Id(1), 50_001)));
    }

    [Fact]
    public async Task Upload_DropsUncommittedBlocks()
    {
        var (container, blob) = await BlobAsync();
        await StageAsync(blob, 1, Large);
        await container.GetBlobClient("b").UploadAsync(BinaryData.FromString("whole"));

        Assert.Empty((await blob.GetBlockListAsync()).Value.UncommittedBlocks);
        Assert.Empty(_bed.BlobFiles);
    }

    [Fact]
    public async Task Uncommitted_OlderThanAWeek_AreGone()
    {
        var (_, blob) = await BlobAsync();
        await StageAsync(blob, 1, Large);
        _bed.Time.Advance(TimeSpan.FromDays(7));
        Assert.Single((await blob.GetBlockListAsync()).Value.UncommittedBlocks);

        _bed.Time.Advance(TimeSpan.FromTicks(1));

        await Refused.WithAsync(404, "BlobNotFound", () => blob.GetBlockListAsync());
        await Refused.WithAsync(400, "InvalidBlockList", () => CommitAsync(blob, 1));
        _bed.Restart();
        Assert.Empty(_bed.BlobFiles);
    }

    private static string Id(int number) => Convert.ToBase64String(BitConverter.GetBytes(number));

    private static byte[] Bytes(int seed, int size)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static async Task StageAsync(BlockBlobClient blob, int content, int size, int? id = null) =>
        await blob.StageBlockAsync(Id(id ?? content), new MemoryStream(Bytes(content, size)));

    private static async Task CommitAsync(BlockBlobClient blob, params int[] blocks) => await blob.CommitBlockListAsync(blocks.Select(Id));

    private static async Task<byte[]> ReadAsync(BlockBlobClient blob) => (await blob.DownloadContentAsync()).Value.Content.ToArray();

    private async Task<(BlobContainerClient Container, BlockBlobClient Blob)> BlobAsync()
    {
        var container = await _bed.ContainerAsync();
        return (container, container.GetBlockBlobClient("b"));
    }
}
