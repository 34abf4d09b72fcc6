using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Block blobs that grow block by block, invisible until their list is committed, once.</summary>
internal static class StagedBlob
{
    /// <summary>What <see cref="StageAllAsync"/> holds in memory.</summary>
    public const int BlockBytes = 4 << 20;

    /// <summary>Keeps a block, uncommitted. The same index may come again, with the same bytes.</summary>
    public static async Task StageAsync(BlockBlobClient blob, int index, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryStream(data);
        await blob.StageBlockAsync(BlockId(index), content, cancellationToken: cancellationToken);
    }

    /// <summary>Cuts a stream into blocks and stages them one after the other.</summary>
    /// <param name="blob">Where to.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="firstIndex">The first block's index.</param>
    /// <param name="onBlock">Sees every block on the way; null for nobody.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>How many blocks, and how many bytes.</returns>
    public static async Task<(int Blocks, long Bytes)> StageAllAsync(
        BlockBlobClient blob, Stream content, int firstIndex, Action<ReadOnlyMemory<byte>>? onBlock, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        var (blocks, bytes) = (0, 0L);
        while (true)
        {
            var length = await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0)
                return (blocks, bytes);

            var data = block.AsMemory(0, length);
            onBlock?.Invoke(data);
            var index = firstIndex + blocks;
            await StorageDecision.RepeatUncertainAsync(() => StageAsync(blob, index, data, cancellationToken));
            blocks++;
            bytes += length;
        }
    }

    /// <summary>Commits blocks 0 to <paramref name="blocks"/> - 1, unless a twin has done it already.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="blocks">How many.</param>
    /// <param name="contentType">What it is said to be; null for nothing in particular.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The length of the committed blob.</returns>
    public static async Task<long> CommitAsync(BlockBlobClient blob, int blocks, string? contentType, CancellationToken cancellationToken)
    {
        try
        {
            await blob.CommitBlockListAsync(Enumerable.Range(0, blocks).Select(BlockId), CreateOnly(contentType), cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is 409)
        {
            // Committed before: by a twin, or by a call of ours that seemed to fail. What it holds is checked by its length.
        }

        var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        return properties.Value.ContentLength;
    }

    /// <summary>Removes a blob, or what was staged for it. Nothing there is fine.</summary>
    public static Task RemoveAsync(BlockBlobClient blob, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(() => RemoveOnceAsync(blob, cancellationToken));

    private static async Task RemoveOnceAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        if (await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken))
            return;

        // Staged blocks alone cannot be deleted; an empty list discards them and makes a blob that can.
        try
        {
            await blob.CommitBlockListAsync([], CreateOnly(contentType: null), cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is 409)
        {
            // A late twin committed meanwhile; what it made is deleted just the same.
        }

        await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Ids of one blob must have one length.</summary>
    private static string BlockId(int index) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(index.ToString("D8", CultureInfo.InvariantCulture)));

    private static CommitBlockListOptions CreateOnly(string? contentType) => new()
    {
        Conditions = new() { IfNoneMatch = ETag.All },
        HttpHeaders = contentType is null ? null : new() { ContentType = contentType },
    };
}
