using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Exports.Functions.Storage.Blobs;

/// <summary>
/// Blobs that are named by their content: written once by whoever comes first, equal for everybody, never replaced, and collected when
/// nothing names them for long. Whoever is about to name one that is there already renews it first (docs/storage.md, "Collection").
/// </summary>
internal sealed class ImmutableBlobs(BlobContainerClient container, TimeProvider time)
{
    /// <summary>A blob whose last renewal is younger is not renewed again.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromHours(6);

    /// <summary>Stores the content, or renews it where it is there. May be repeated, and run at once by many.</summary>
    /// <param name="name">The content's hash.</param>
    /// <param name="content">Seekable.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    public Task PutAsync(string name, Stream content, CancellationToken cancellationToken) =>
        StorageDecision.RepeatUncertainAsync(() => PutOnceAsync(container.GetBlobClient(name), content, cancellationToken));

    /// <summary>Keeps the blob from the collection for as long as a new one is kept.</summary>
    /// <returns>False when there is no such blob.</returns>
    public async Task<bool> RenewAsync(string name, CancellationToken cancellationToken)
    {
        var isThere = false;
        await StorageDecision.RepeatUncertainAsync(async () =>
            isThere = await RenewOnceAsync(container.GetBlobClient(name), cancellationToken));
        return isThere;
    }

    /// <inheritdoc cref="BlobReading.OpenAsync"/>
    public Task<Stream> OpenReadAsync(string name, long offset, long? length, CancellationToken cancellationToken) =>
        BlobReading.OpenAsync(container.GetBlobClient(name), offset, length, cancellationToken);

    /// <summary>Every blob, by name. 5,000 to a page.</summary>
    public async IAsyncEnumerable<StoredBlob> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
            yield return new(blob.Name, blob.Properties.ETag!.Value, blob.Properties.LastModified!.Value);
    }

    /// <summary>Deletes the blob if it is still the version that was listed.</summary>
    /// <returns>False when it was renewed meanwhile, or is gone.</returns>
    public async Task<bool> RemoveAsync(StoredBlob blob, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = new BlobRequestConditions { IfMatch = blob.ETag };
            return await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(
                conditions: conditions, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException renewed) when (renewed.Status == 412)
        {
            return false;
        }
    }

    private async Task PutOnceAsync(BlobClient blob, Stream content, CancellationToken cancellationToken)
    {
        // A further round follows only on a collection between the two calls, and what is then stored is young.
        do
        {
            content.Position = 0;
            if (await TryUploadAsync(blob, content, cancellationToken))
                return;
        }
        while (!await RenewOnceAsync(blob, cancellationToken));
    }

    /// <returns>False when it is there: somebody came first, or an earlier try of ours did. Either way it holds these bytes.</returns>
    private static async Task<bool> TryUploadAsync(BlobClient blob, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409 && exists.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return false;
        }
    }

    private async Task<bool> RenewOnceAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            var now = time.GetUtcNow();
            if (now - properties.Value.LastModified >= RenewAfter)
                await blob.SetMetadataAsync(Renewed(now), cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Any change would do, as each makes a new version at a new time; this one tells a person why.</summary>
    private static Dictionary<string, string> Renewed(DateTimeOffset now) => new()
    {
        ["renewed"] = now.ToString("u", CultureInfo.InvariantCulture),
    };
}
