using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Container <c>project-imports</c>: the archive of each import under way, named by the import's id.</summary>
internal sealed class ImportContainer(BlobServiceClient service) : IStorageResource
{
    public const string Name = "project-imports";

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Stages a stream as blocks from an index on; memory holds one block.</summary>
    /// <returns>How many blocks, and how many bytes.</returns>
    public Task<(int Blocks, long Bytes)> StageAsync(
        string importId, Stream content, int firstIndex, CancellationToken cancellationToken) =>
        StagedBlob.StageAllAsync(_container.GetBlockBlobClient(importId), content, firstIndex, onBlock: null, cancellationToken);

    /// <summary>Makes blocks 0 to <paramref name="blocks"/> - 1 the archive. May be repeated.</summary>
    public Task CommitAsync(string importId, int blocks, CancellationToken cancellationToken) => StorageDecision.RepeatUncertainAsync(
        () => StagedBlob.CommitAsync(_container.GetBlockBlobClient(importId), blocks, contentType: null, cancellationToken));

    /// <summary>Removes the archive, or what was staged for it. Nothing there is fine.</summary>
    public Task RemoveAsync(string importId, CancellationToken cancellationToken) =>
        StagedBlob.RemoveAsync(_container.GetBlockBlobClient(importId), cancellationToken);

    /// <summary>Opens the archive from its start, to be read forwards and disposed; null when it is gone.</summary>
    public async Task<Stream?> OpenReadAsync(string importId, CancellationToken cancellationToken)
    {
        try
        {
            return await BlobReading.OpenAsync(_container.GetBlobClient(importId), 0, length: null, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status is 404)
        {
            return null;
        }
    }
}
