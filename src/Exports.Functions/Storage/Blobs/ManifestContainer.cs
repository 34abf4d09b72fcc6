using Azure.Storage.Blobs;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Container <c>project-manifests</c>: every manifest once, named by its SHA-256, never changed.</summary>
internal sealed class ManifestContainer : IStorageResource
{
    public const string Name = "project-manifests";

    /// <summary>The SHA-256 of nothing: the manifest of a project without files. It is known, not stored.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly BlobContainerClient _container;

    public ManifestContainer(BlobServiceClient blobs, TimeProvider time)
    {
        _container = blobs.GetBlobContainerClient(Name);
        Blobs = new(_container, time);
    }

    /// <summary>The manifests as blobs: to list and collect them.</summary>
    public ImmutableBlobs Blobs { get; }

    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Stores a manifest, or renews it where it is there. May be repeated, and run at once by many.</summary>
    public Task PutAsync(string hash, Stream manifest, CancellationToken cancellationToken) =>
        hash == EmptyHash ? Task.CompletedTask : Blobs.PutAsync(hash, manifest, cancellationToken);

    /// <summary>
    /// Keeps a manifest, and with it the contents it names, from the collection for a while. To be called before a project's row is
    /// moved to another manifest: an export or a reader may have taken this one from the row a moment ago.
    /// </summary>
    /// <returns>False when there is no such manifest.</returns>
    public Task<bool> RenewAsync(string hash, CancellationToken cancellationToken) =>
        hash == EmptyHash ? Task.FromResult(true) : Blobs.RenewAsync(hash, cancellationToken);

    /// <summary>Opens a manifest from a byte offset to its end, to be read forwards and disposed.</summary>
    /// <exception cref="Azure.RequestFailedException">404 when the manifest is missing; 416 for an offset at or behind its end.</exception>
    public Task<Stream> OpenReadAsync(string hash, long offset, CancellationToken cancellationToken) =>
        hash == EmptyHash ? Task.FromResult(Stream.Null) : Blobs.OpenReadAsync(hash, offset, length: null, cancellationToken);
}
