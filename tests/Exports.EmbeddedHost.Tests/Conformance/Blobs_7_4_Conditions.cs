using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.4: conditions, and the codes of what goes wrong.</summary>
public sealed class Blobs_7_4_Conditions : IDisposable
{
    private static readonly BinaryData Content = BinaryData.FromString("content");
    private static readonly ETag Other = new("\"0x1\"");

    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Read_Match_HoldsForTheVersionAndForAny()
    {
        var blob = await ExistingAsync();
        var tag = (await blob.GetPropertiesAsync()).Value.ETag;

        await ReadAsync(blob, new() { IfMatch = tag });
        await ReadAsync(blob, new() { IfMatch = ETag.All });
        await ReadAsync(blob, new() { IfMatch = new ETag(tag.ToString().Trim('"')) });
        await Refused.WithAsync(412, "ConditionNotMet", () => ReadAsync(blob, new() { IfMatch = Other }));
        await Refused.WithAsync(412, "ConditionNotMet", () => blob.GetPropertiesAsync(new() { IfMatch = Other }));
    }

    [Fact]
    public async Task Read_NoneMatchOrModified_NeedsOneOfThem()
    {
        var blob = await ExistingAsync();
        var properties = (await blob.GetPropertiesAsync()).Value;
        var (before, at) = (properties.LastModified.AddSeconds(-1), properties.LastModified);

        await ReadAsync(blob, new() { IfNoneMatch = Other });
        await ReadAsync(blob, new() { IfModifiedSince = before });
        await ReadAsync(blob, new() { IfNoneMatch = properties.ETag, IfModifiedSince = before });
        await Refused.WithAsync(304, "ConditionNotMet", () => ReadAsync(blob, new() { IfNoneMatch = properties.ETag }));
        await Refused.WithAsync(304, "ConditionNotMet", () => ReadAsync(blob, new() { IfModifiedSince = at }));
        await Refused.WithAsync(304, "ConditionNotMet", () =>
            ReadAsync(blob, new() { IfNoneMatch = properties.ETag, IfModifiedSince = at }));
        await Refused.WithAsync(400, "UnsatisfiableCondition", () => ReadAsync(blob, new() { IfNoneMatch = ETag.All }));
    }

    [Fact]
    public async Task Read_Unmodified_HoldsUpToTheTime()
    {
        var blob = await ExistingAsync();
        var at = (await blob.GetPropertiesAsync()).Value.LastModified;

        await ReadAsync(blob, new() { IfUnmodifiedSince = at });
        await Refused.WithAsync(412, "ConditionNotMet", () => ReadAsync(blob, new() { IfUnmodifiedSince = at.AddSeconds(-1) }));
    }

    [Fact]
    public async Task Write_Match_HoldsForTheVersionOnly()
    {
        var blob = await ExistingAsync();
        var tag = (await blob.GetPropertiesAsync()).Value.ETag;

        await WriteAsync(blob, new() { IfMatch = tag });
        await Refused.WithAsync(412, "ConditionNotMet", () => WriteAsync(blob, new() { IfMatch = tag }));
        await Refused.WithAsync(412, "ConditionNotMet", async () => await WriteAsync(await MissingAsync(), new() { IfMatch = tag }));
        await Refused.WithAsync(412, "ConditionNotMet", async () => await WriteAsync(await MissingAsync(), new() { IfMatch = ETag.All }));
    }

    [Fact]
    public async Task Write_CreateOnly_OfAnExistingBlob_Is409()
    {
        var blob = await ExistingAsync();
        var createOnly = new BlobRequestConditions { IfNoneMatch = ETag.All };

        await Refused.WithAsync(409, "BlobAlreadyExists", () => WriteAsync(blob, createOnly));
        await Refused.WithAsync(409, "BlobAlreadyExists", async () =>
            await (await BlockBlobAsync()).CommitBlockListAsync([], new CommitBlockListOptions { Conditions = createOnly }));
        await WriteAsync(await MissingAsync(), createOnly);
    }

    [Fact]
    public async Task Write_OtherConditions_Are412WhenUnmet()
    {
        var blob = await ExistingAsync();
        var properties = (await blob.GetPropertiesAsync()).Value;

        await Refused.WithAsync(412, "ConditionNotMet", () => WriteAsync(blob, new() { IfNoneMatch = properties.ETag }));
        await Refused.WithAsync(412, "ConditionNotMet", () => WriteAsync(blob, new() { IfModifiedSince = properties.LastModified }));
        await Refused.WithAsync(412, "ConditionNotMet", () =>
            WriteAsync(blob, new() { IfUnmodifiedSince = properties.LastModified.AddSeconds(-1) }));
        await WriteAsync(blob, new() { IfMatch = properties.ETag, IfUnmodifiedSince = properties.LastModified });
    }

    [Fact]
    public async Task Write_MatchAndNoneMatch_Is400()
    {
        var blob = await ExistingAsync();

        await Refused.WithAsync(400, "MultipleConditionHeadersNotSupported", () =>
            WriteAsync(blob, new() { IfMatch = Other, IfNoneMatch = Other }));
    }

    [Fact]
    public async Task Upload_Stream_DoesNotOverwriteUnlessAsked_ButWithOptionsDoesSilently()
    {
        var blob = await ExistingAsync();

        await Refused.WithAsync(409, "BlobAlreadyExists", () => blob.UploadAsync(Content.ToStream()));
        await Refused.WithAsync(409, "BlobAlreadyExists", () => blob.UploadAsync(Content, CancellationToken.None));
        await blob.UploadAsync(BinaryData.FromString("asked"), overwrite: true);
        Assert.Equal("asked", (await blob.DownloadContentAsync()).Value.Content.ToString());
        await blob.UploadAsync(BinaryData.FromString("options").ToStream(), new BlobUploadOptions());
        Assert.Equal("options", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task MissingBlob_Is404_OrFalse()
    {
        var blob = await MissingAsync();

        await Refused.WithAsync(404, "BlobNotFound", () => blob.DownloadContentAsync());
        await Refused.WithAsync(404, "BlobNotFound", () => blob.OpenReadAsync());
        await Refused.WithAsync(404, "BlobNotFound", () => blob.GetPropertiesAsync());
        await Refused.WithAsync(404, "BlobNotFound", () => blob.DeleteAsync());
        await Refused.WithAsync(404, "BlobNotFound", async () =>
            await (await _bed.ContainerAsync()).GetBlockBlobClient("missing").GetBlockListAsync());
        Assert.False(await blob.ExistsAsync());
        Assert.False(await blob.DeleteIfExistsAsync());
    }

    [Fact]
    public async Task MissingContainer_Is404_OrFalse()
    {
        var container = new BlobServiceClient(_bed.Blobs).GetBlobContainerClient("missing");
        var blob = container.GetBlobClient("b");

        await Refused.WithAsync(404, "ContainerNotFound", () => blob.UploadAsync(Content));
        await Refused.WithAsync(404, "ContainerNotFound", () => blob.DownloadContentAsync());
        await Refused.WithAsync(404, "ContainerNotFound", () =>
            container.GetBlockBlobClient("b").StageBlockAsync("AAAA", Content.ToStream()));
        Assert.False(await blob.ExistsAsync());
        Assert.False(await container.ExistsAsync());
        Assert.False(await container.DeleteBlobIfExistsAsync("b"));
        Assert.NotNull(await container.CreateIfNotExistsAsync());
        Assert.Null(await container.CreateIfNotExistsAsync());
    }

    [Fact]
    public async Task Delete_StaleVersion_Is412_AndDeletesNothing()
    {
        var blob = await ExistingAsync();

        await Refused.WithAsync(412, "ConditionNotMet", () => blob.DeleteIfExistsAsync(conditions: new() { IfMatch = Other }));
        Assert.True(await blob.ExistsAsync());
        Assert.True(await blob.DeleteIfExistsAsync());
        Assert.False(await blob.ExistsAsync());
    }

    [Fact]
    public async Task ETag_IsStrongAndNewAtEveryWrite_ThoughTheClockStands()
    {
        var blob = await ExistingAsync();
        var tags = new List<ETag>();
        for (var i = 0; i < 3; i++)
        {
            tags.Add((await blob.UploadAsync(Content, overwrite: true)).Value.ETag);
        }

        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches("^\"0x[0-9A-F]+\"$", tag.ToString()));
    }

    private static async Task ReadAsync(BlobClient blob, BlobRequestConditions conditions) =>
        await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions });

    private static async Task WriteAsync(BlobClient blob, BlobRequestConditions conditions) =>
        await blob.UploadAsync(Content, new BlobUploadOptions { Conditions = conditions });

    private async Task<BlobClient> ExistingAsync()
    {
        var blob = (await _bed.ContainerAsync()).GetBlobClient("existing");
        await blob.UploadAsync(Content, overwrite: true);
        return blob;
    }

    private async Task<BlobClient> MissingAsync() => (await _bed.ContainerAsync()).GetBlobClient("missing");

    private async Task<BlockBlobClient> BlockBlobAsync() => (await _bed.ContainerAsync()).GetBlockBlobClient("existing");
}
