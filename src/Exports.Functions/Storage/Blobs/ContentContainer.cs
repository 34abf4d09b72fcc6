using Azure.Storage.Blobs;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Container <c>project-contents</c>: every file content once, named by its SHA-256, never changed.</summary>
internal sealed class ContentContainer(BlobServiceClient blobs) : IStorageResource
{
    public const string Name = "project-contents";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Name);

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Stores a content unless it is there. May be repeated, and run at once by many.</summary>
    /// <param name="sha256">The content's SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <param name="content">Seekable, at its beginning.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    public Task PutAsync(string sha256, Stream content, CancellationToken cancellationToken) =>
        ImmutableBlob.PutAsync(_container.GetBlobClient(sha256), content, cancellationToken);

    /// <summary>Opens a part of a content, to be read forwards and disposed.</summary>
    /// <param name="sha256">The content's SHA-256.</param>
    /// <param name="offset">Where to begin, in bytes; below the content's length unless <paramref name="length"/> is 0.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="Azure.RequestFailedException">404 when the content is missing.</exception>
    public Task<Stream> OpenReadAsync(string sha256, long offset, long length, CancellationToken cancellationToken) =>
        ImmutableBlob.OpenReadAsync(_container.GetBlobClient(sha256), offset, length, cancellationToken);
}
