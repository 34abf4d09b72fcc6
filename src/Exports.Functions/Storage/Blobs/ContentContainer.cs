using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Container <c>project-contents</c>: every file content once, named by its SHA-256, never changed.</summary>
internal sealed class ContentContainer : IStorageResource
{
    public const string Name = "project-contents";

    private readonly BlobContainerClient _container;

    public ContentContainer(BlobServiceClient blobs, TimeProvider time)
    {
        _container = blobs.GetBlobContainerClient(Name);
        Blobs = new(_container, time);
    }

    /// <summary>The contents as blobs: to renew, list and collect them.</summary>
    public ImmutableBlobs Blobs { get; }

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Stores a content, or renews it where it is there. May be repeated, and run at once by many.</summary>
    /// <param name="sha256">The content's SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <param name="content">Seekable.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    public Task PutAsync(string sha256, Stream content, CancellationToken cancellationToken) =>
        Blobs.PutAsync(sha256, content, cancellationToken);

    /// <summary>
    /// As <see cref="PutAsync"/>, for a stream that is read once and may be long: block by block, in view only when all of it has come
    /// and its hash is the one it is named by. Otherwise nothing is stored.
    /// </summary>
    /// <param name="sha256">What the content's SHA-256 must be.</param>
    /// <param name="bytes">How long it must be.</param>
    /// <param name="content">Not read where the content is stored already and could be renewed.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    public async Task PutBlocksAsync(string sha256, long bytes, Stream content, CancellationToken cancellationToken)
    {
        if (await Blobs.RenewAsync(sha256, cancellationToken))
        {
            return;
        }

        // Not there a moment ago: whoever commits it, this call or a twin, makes it young enough to be named.
        var blob = _container.GetBlockBlobClient(sha256);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var staged = await StagedBlob.StageAllAsync(blob, content, 0, block => hash.AppendData(block.Span), cancellationToken);
        if (staged.Bytes == bytes && Convert.ToHexStringLower(hash.GetCurrentHash()) == sha256)
        {
            await StorageDecision.RepeatUncertainAsync(
                () => StagedBlob.CommitAsync(blob, staged.Blocks, contentType: null, cancellationToken));
        }
    }

    /// <summary>Opens a part of a content, to be read forwards and disposed.</summary>
    /// <param name="sha256">The content's SHA-256.</param>
    /// <param name="offset">Where to begin, in bytes; below the content's length unless <paramref name="length"/> is 0.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="Azure.RequestFailedException">404 when the content is missing.</exception>
    public Task<Stream> OpenReadAsync(string sha256, long offset, long length, CancellationToken cancellationToken) =>
        Blobs.OpenReadAsync(sha256, offset, length, cancellationToken);
}
