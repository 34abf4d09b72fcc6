using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Container <c>project-exports</c>: one block blob per attempt (<c>docs/storage.md</c>).</summary>
internal sealed class ArchiveContainer(BlobServiceClient service) : IStorageResource
{
    public const string Name = "project-exports";

    private const string ContentType = "application/gzip";

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Keeps a block, uncommitted. The same index may come again, with the same bytes.</summary>
    public Task StageAsync(string blob, int index, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        StagedBlob.StageAsync(_container.GetBlockBlobClient(blob), index, data, cancellationToken);

    /// <summary>Commits blocks 0 to <paramref name="blocks"/> - 1, unless a twin has done it already.</summary>
    /// <returns>The length of the committed blob.</returns>
    public Task<long> CommitAsync(string blob, int blocks, CancellationToken cancellationToken) =>
        StagedBlob.CommitAsync(_container.GetBlockBlobClient(blob), blocks, ContentType, cancellationToken);

    /// <summary>Removes a blob, or what was staged for it. Nothing there is fine.</summary>
    public Task RemoveAsync(string blob, CancellationToken cancellationToken) =>
        StagedBlob.RemoveAsync(_container.GetBlockBlobClient(blob), cancellationToken);

    /// <summary>Opens a committed blob, seekable, so that a part of it can be read; null when it is gone.</summary>
    public async Task<Stream?> OpenReadAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await _container.GetBlobClient(blob).OpenReadAsync(
                new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status is 404)
        {
            return null;
        }
    }
}
