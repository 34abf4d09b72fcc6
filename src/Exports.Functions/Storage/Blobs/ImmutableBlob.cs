using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Blobs that are named by their content: written once by whoever comes first, equal for everybody, never replaced.</summary>
internal static class ImmutableBlob
{
    public static Task PutAsync(BlobClient blob, Stream content, CancellationToken cancellationToken) =>
        StorageDecision.RepeatUncertainAsync(() => PutOnceAsync(blob, content, cancellationToken));

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

    private static async Task PutOnceAsync(BlobClient blob, Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        try
        {
            await blob.UploadAsync(content, CreateOnly(), cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409 && exists.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // Somebody came first, or an earlier try of ours did; either way it holds these bytes.
        }
    }

    private static BlobUploadOptions CreateOnly() => new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
}
