using System.Security.Cryptography;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.3: names, metadata, checksums, listings.</summary>
public sealed class Blobs_7_3_NamesAndLimits : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData("ab", "OutOfRangeInput")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123", "OutOfRangeInput")]
    [InlineData("Upper", "InvalidResourceName")]
    [InlineData("under_score", "InvalidResourceName")]
    [InlineData("double--hyphen", "InvalidResourceName")]
    [InlineData("-first", "InvalidResourceName")]
    [InlineData("last-", "InvalidResourceName")]
    public Task ContainerName_BreaksARule_IsRefused(string name, string code) => Refused.WithAsync(400, code, () =>
        _bed.ContainerAsync(name));

    [Fact]
    public async Task BlobName_TooLongOrTooDeepOrWithControlCharacters_IsRefused()
    {
        var container = await _bed.ContainerAsync();

        await Refused.WithAsync(400, "OutOfRangeInput", () => Put(container, new string('n', 1025)));
        await Refused.WithAsync(400, "OutOfRangeInput", () => Put(container, string.Join('/', Enumerable.Repeat("s", 255))));
        await Refused.WithAsync(400, "InvalidResourceName", () => Put(container, "a\nb"));
        await Put(container, new string('n', 1024));
        await Put(container, string.Join('/', Enumerable.Repeat("s", 254)));
    }

    [Fact]
    public async Task BlobName_CaseCounts_AndBackslashIsSlash()
    {
        var container = await _bed.ContainerAsync();
        await Put(container, @"a\b");

        Assert.True(await container.GetBlobClient("a/b").ExistsAsync());
        Assert.False(await container.GetBlobClient("A/b").ExistsAsync());
    }

    [Theory]
    [InlineData("", "value", "EmptyMetadataKey")]
    [InlineData("1st", "value", "InvalidMetadata")]
    [InlineData("a-b", "value", "InvalidMetadata")]
    [InlineData("key", "Grüße", "InvalidMetadata")]
    public async Task Metadata_BreaksARule_IsRefused(string key, string value, string code)
    {
        var container = await _bed.ContainerAsync();

        await Refused.WithAsync(400, code, () => container.GetBlobClient("b").UploadAsync(
            BinaryData.FromString("x"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { [key] = value } }));
    }

    [Fact]
    public async Task Metadata_LargerThan8KiB_IsRefused()
    {
        var container = await _bed.ContainerAsync();
        var metadata = new Dictionary<string, string> { ["key"] = new('v', 8 * 1024) };

        await Refused.WithAsync(400, "MetadataTooLarge", () =>
            container.GetBlobClient("b").UploadAsync(BinaryData.FromString("x"), new BlobUploadOptions { Metadata = metadata }));
    }

    [Fact]
    public async Task Upload_ReplacesHeadersAndMetadata()
    {
        var container = await _bed.ContainerAsync();
        var blob = container.GetBlobClient("b");
        await blob.UploadAsync(BinaryData.FromString("one"), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders
            {
                ContentType = "text/plain",
                CacheControl = "no-store",
                ContentDisposition = "attachment",
                ContentEncoding = "gzip",
                ContentLanguage = "de",
            },
            Metadata = new Dictionary<string, string> { ["Key"] = "value" },
        });
        var first = (await blob.GetPropertiesAsync()).Value;
        await blob.UploadAsync(BinaryData.FromString("two"), overwrite: true);
        var second = (await blob.GetPropertiesAsync()).Value;

        Assert.Equal(("text/plain", "no-store", "attachment"), (first.ContentType, first.CacheControl, first.ContentDisposition));
        Assert.Equal(("gzip", "de"), (first.ContentEncoding, first.ContentLanguage));
        Assert.Equal("value", first.Metadata["key"]);
        Assert.Equal("application/octet-stream", second.ContentType);
        Assert.Null(second.CacheControl);
        Assert.Empty(second.Metadata);
        Assert.Equal(first.CreatedOn, second.CreatedOn);
        Assert.NotEqual(first.ETag, second.ETag);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task Upload_WithAHash_IsCheckedAndKept(int size)
    {
        var container = await _bed.ContainerAsync();
        var blob = container.GetBlobClient("b");
        var content = Bytes(size);
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentHash = Md5(content) } };
        await blob.UploadAsync(new MemoryStream(content), options);

        Assert.Equal(Md5(content), (await blob.GetPropertiesAsync()).Value.ContentHash);
        content[0]++;
        await Refused.WithAsync(400, "Md5Mismatch", () => blob.UploadAsync(new MemoryStream(content), options));
        options.HttpHeaders.ContentHash = [1, 2, 3];
        await Refused.WithAsync(400, "InvalidMd5", () => blob.UploadAsync(new MemoryStream(content), options));
        Assert.Equal(size > 64 * 1024 ? 1 : 0, _bed.BlobFiles.Length);
    }

    [Fact]
    public async Task Transfer_WithAChecksum_IsChecked()
    {
        var container = await _bed.ContainerAsync();
        var block = container.GetBlockBlobClient("b");
        var right = Checksum(StorageChecksumAlgorithm.MD5, Md5(Bytes(10)));
        var options = new BlockBlobStageBlockOptions { TransferValidation = right };

        var staged = await block.StageBlockAsync("AAAA", new MemoryStream(Bytes(10)), options);
        Assert.Equal(right.PrecalculatedChecksum.ToArray(), staged.Value.ContentHash);
        await Refused.WithAsync(400, "Md5Mismatch", () =>
            block.StageBlockAsync("AAAB", new MemoryStream(Bytes(11)), options));
        await Refused.WithAsync(400, "Md5Mismatch", () =>
            block.UploadAsync(new MemoryStream(Bytes(11)), new BlobUploadOptions { TransferValidation = right }));
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            block.StageBlockAsync("AAAB", new MemoryStream(Bytes(11)), new BlockBlobStageBlockOptions
            {
                TransferValidation = Checksum(StorageChecksumAlgorithm.StorageCrc64, new byte[8]),
            }));
    }

    [Fact]
    public async Task List_IsOrdinal_ByPrefix_AndStartsWhereAsked()
    {
        var container = await _bed.ContainerAsync();
        string[] names = ["B", "a", "a/1", "a/2", "a0", "b", "ä", "\uD83D\uDE00", "\uE000"];
        foreach (var name in names.Reverse())
        {
            await Put(container, name);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), await NamesAsync(container, new GetBlobsOptions()));
        Assert.Equal(["a/1", "a/2"], await NamesAsync(container, new GetBlobsOptions { Prefix = "a/" }));
        Assert.Equal(["a/2", "a0"], await NamesAsync(container, new GetBlobsOptions { Prefix = "a", StartFrom = "a/2" }));
        Assert.Empty(await NamesAsync(container, new GetBlobsOptions { Prefix = "zzz" }));
    }

    [Fact]
    public async Task List_InPages_GoesOnAtTheMarker_AndShowsProperties()
    {
        var container = await _bed.ContainerAsync();
        for (var i = 0; i < 5; i++)
        {
            var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["number"] = $"{i}" } };
            await container.GetBlobClient($"{i}").UploadAsync(BinaryData.FromBytes(Bytes(i)), options);
        }

        var pages = await container.GetBlobsAsync().AsPages(pageSizeHint: 2).ToListAsync();
        var rest = await container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata })
            .AsPages(pages[0].ContinuationToken)
            .SelectMany(page => page.Values.ToAsyncEnumerable())
            .ToListAsync();

        Assert.Equal([2, 2, 1], pages.Select(page => page.Values.Count));
        Assert.Equal(["2", "3", "4"], rest.Select(blob => blob.Metadata["number"]));
        Assert.Equal([2L, 3L, 4L], rest.Select(blob => blob.Properties.ContentLength!.Value));
        Assert.All(pages[0].Values, blob => Assert.Empty(blob.Metadata));
        Assert.Equal((await container.GetBlobClient("2").GetPropertiesAsync()).Value.ETag, rest[0].Properties.ETag);
    }

    [Fact]
    public async Task List_ShapedPages_AreShortOrEmpty_AndLoseNothing()
    {
        var container = await _bed.ContainerAsync();
        for (var i = 0; i < 5; i++)
        {
            await Put(container, $"{i}");
        }

        _bed.Blobs.Reader.Shaping = new PageShaping(MaxItemsPerPage: 2, EmptyPages: true);

        var pages = await container.GetBlobsAsync().AsPages().ToListAsync();

        Assert.Equal([0, 2, 0, 2, 0, 1], pages.Select(page => page.Values.Count));
    }

    [Fact]
    public async Task List_MissingContainerOrStrangeMarker_IsRefusedAtTheFirstPage()
    {
        var container = await _bed.ContainerAsync();

        await Refused.WithAsync(404, "ContainerNotFound", () =>
            new BlobServiceClient(_bed.Blobs).GetBlobContainerClient("missing").GetBlobsAsync().ToListAsync().AsTask());
        await Refused.WithAsync(400, "InvalidQueryParameterValue", () =>
            container.GetBlobsAsync().AsPages("nonsense").ToListAsync().AsTask());
    }

    [Fact]
    public async Task WhatThisHostDoesNotKeep_IsRefused_NotIgnored()
    {
        var container = await _bed.ContainerAsync();
        var blob = container.GetBlobClient("b");

        foreach (var options in (BlobUploadOptions[])
        [
            new() { Tags = new Dictionary<string, string> { ["a"] = "b" } },
            new() { AccessTier = AccessTier.Cool },
            new() { Conditions = new BlobRequestConditions { LeaseId = "lease" } },
        ])
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => blob.UploadAsync(BinaryData.FromString("x"), options));
        }

        Assert.Throws<NotSupportedException>(() => container.GetBlobsAsync(new GetBlobsOptions { States = BlobStates.Snapshots }));
        Assert.False(blob.CanGenerateSasUri);
        Assert.Throws<NotSupportedException>(() => blob.GenerateSasUri(Azure.Storage.Sas.BlobSasPermissions.Read, DateTimeOffset.MaxValue));
    }

    private static UploadTransferValidationOptions Checksum(StorageChecksumAlgorithm algorithm, byte[] checksum) =>
        new() { ChecksumAlgorithm = algorithm, PrecalculatedChecksum = checksum };

    private static byte[] Md5(byte[] content) => CryptographicOperations.HashData(HashAlgorithmName.MD5, content);

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static async Task Put(BlobContainerClient container, string name) =>
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString("x"));

    private static async Task<List<string>> NamesAsync(BlobContainerClient container, GetBlobsOptions options) =>
        await container.GetBlobsAsync(options).Select(blob => blob.Name).ToListAsync();
}
