using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace Exports.EmbeddedHost.Tests.Storage.Blobs;

/// <summary>Rules 7.3 and 7.4: metadata is replaced as a whole, under conditions, and makes a new version of the same content.</summary>
public sealed class BlobMetadataTests : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task SetMetadata_ReplacesAllOfItAndKeepsTheContent(int length)
    {
        var blob = await UploadAsync(length);
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["first"] = "1" });

        await blob.SetMetadataAsync(new Dictionary<string, string> { ["second"] = "2" });
        _bed.Restart();
        blob = (await _bed.ContainerAsync()).GetBlobClient("b");

        Assert.Equal([new("second", "2")], (await blob.GetPropertiesAsync()).Value.Metadata);
        Assert.Equal(new byte[length], (await blob.DownloadContentAsync()).Value.Content.ToArray());
    }

    [Fact]
    public async Task SetMetadata_MakesANewVersionAtThatTime()
    {
        var blob = await UploadAsync(10);
        var before = (await blob.GetPropertiesAsync()).Value;
        _bed.Time.Advance(TimeSpan.FromDays(1));

        var info = (await blob.SetMetadataAsync(null)).Value;

        var after = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal((info.ETag, info.LastModified), (after.ETag, after.LastModified));
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(before.LastModified.AddDays(1), after.LastModified);
        Assert.Equal(before.CreatedOn, after.CreatedOn);
        await Refused.WithAsync(412, "ConditionNotMet", () => blob.DeleteAsync(conditions: new() { IfMatch = before.ETag }));
        await Refused.WithAsync(412, "ConditionNotMet", () => blob.SetMetadataAsync(null, new() { IfMatch = before.ETag }));
    }

    [Fact]
    public async Task SetMetadata_NoBlob_IsRefused()
    {
        var blob = (await _bed.ContainerAsync()).GetBlobClient("none");

        await Refused.WithAsync(404, "BlobNotFound", () => blob.SetMetadataAsync(null));
        await Refused.WithAsync(412, "ConditionNotMet", () => blob.SetMetadataAsync(null, new() { IfMatch = ETag.All }));
    }

    [Fact]
    public async Task SetMetadata_IllegalName_IsRefused() => await Refused.WithAsync(
        400, "InvalidMetadata", async () => await (await UploadAsync(1)).SetMetadataAsync(new Dictionary<string, string> { ["no-name"] = "1" }));

    [Fact]
    public async Task SetMetadata_BetweenStagingAndCommit_KeepsCommittedAndStagedBlocks()
    {
        var blob = (await _bed.ContainerAsync()).GetBlockBlobClient("b");
        await blob.StageBlockAsync("AAAA", new MemoryStream(new byte[200_000]));
        await blob.CommitBlockListAsync(["AAAA"]);
        await blob.StageBlockAsync("BBBB", new MemoryStream(new byte[3]));

        await blob.SetMetadataAsync(new Dictionary<string, string> { ["a"] = "b" });
        await blob.CommitBlockListAsync(["AAAA", "BBBB"]);

        Assert.Equal(200_003, (await blob.GetPropertiesAsync()).Value.ContentLength);
        Assert.Equal(new byte[200_003], (await blob.DownloadContentAsync()).Value.Content.ToArray());
    }

    private async Task<BlobClient> UploadAsync(int length)
    {
        var blob = (await _bed.ContainerAsync()).GetBlobClient("b");
        await blob.UploadAsync(new MemoryStream(new byte[length]));
        return blob;
    }
}
