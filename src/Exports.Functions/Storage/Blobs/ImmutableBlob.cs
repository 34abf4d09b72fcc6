using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Blobs that are named by their content: written once by whoever comes first, equal for everybody, never replaced.</summary>
internal static class ImmutableBlob
{
    public static async Task PutAsync(BlobClient blob, Stream content, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            content.Position = 0;
            try
            {
                await blob.UploadAsync(content, CreateOnly(), cancellationToken);
                return;
            }
            catch (RequestFailedException exists) when (exists.Status == 409 && exists.ErrorCode == BlobErrorCode.BlobAlreadyExists)
            {
                return;
            }
            catch (Exception exception) when (StorageErrors.IsUncertain(exception) && tries < StorageErrors.MaxTries)
            {
                // Applied or not, the next try finds out: it uploads, or is told that the blob is there.
            }
        }
    }

    public static async Task<Stream> OpenReadAsync(BlobClient blob, long offset, long? length, CancellationToken cancellationToken)
    {
        if (length == 0)
        {
            // There is no range of no bytes.
            return Stream.Null;
        }

        var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
        var download = await blob.DownloadStreamingAsync(options, cancellationToken);
        return download.Value.Content;
    }

    private static BlobUploadOptions CreateOnly() => new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
}
