using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Container <c>project-exports</c>: one block blob per attempt (<c>docs/storage.md</c>).</summary>
internal sealed class ArchiveContainer(BlobServiceClient service) : IStorageResource
{
    public const string Name = "project-exports";

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Keeps a block, uncommitted. The same index may come again, with the same bytes.</summary>
    public async Task StageAsync(string blob, int index, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryStream(data);
        await _container.GetBlockBlobClient(blob).StageBlockAsync(BlockId(index), content, cancellationToken: cancellationToken);
    }

    /// <summary>Commits blocks 0 to <paramref name="blocks"/> - 1, unless a twin has done it already.</summary>
    /// <returns>The length of the committed blob.</returns>
    public async Task<long> CommitAsync(string blob, int blocks, CancellationToken cancellationToken)
    {
        var client = _container.GetBlockBlobClient(blob);
        try
        {
            await client.CommitBlockListAsync(Enumerable.Range(0, blocks).Select(BlockId), CreateOnly(), cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is 409)
        {
            // Committed before: by a twin, or by a call of ours that seemed to fail. What it holds is checked by its length.
        }

        var properties = await client.GetPropertiesAsync(cancellationToken: cancellationToken);
        return properties.Value.ContentLength;
    }

    /// <summary>Removes a blob, or what was staged for it. Nothing there is fine.</summary>
    public Task RemoveAsync(string blob, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(() => RemoveOnceAsync(_container.GetBlockBlobClient(blob), cancellationToken));

    /// <summary>Opens a committed blob, seekable, so that a part of it can be read; null when it is gone.</summary>
    public async Task<Stream?> OpenReadAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await _container.GetBlobClient(blob).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status is 404)
        {
            return null;
        }
    }

    /// <summary>Ids of one blob must have one length.</summary>
    private static string BlockId(int index) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(index.ToString("D8", CultureInfo.InvariantCulture)));

    private static async Task RemoveOnceAsync(BlockBlobClient client, CancellationToken cancellationToken)
    {
        if (await client.DeleteIfExistsAsync(cancellationToken: cancellationToken))
            return;

        // Staged blocks alone cannot be deleted; an empty list discards them and makes a blob that can.
        try
        {
            await client.CommitBlockListAsync([], CreateOnly(), cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is 409)
        {
            // A late twin committed meanwhile; what it made is deleted just the same.
        }

        await client.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    private static CommitBlockListOptions CreateOnly() => new()
    {
        Conditions = new() { IfNoneMatch = ETag.All },
        HttpHeaders = new() { ContentType = "application/gzip" },
    };
}
