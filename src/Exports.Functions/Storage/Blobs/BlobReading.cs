using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Exports.Functions.Storage.Blobs;

/// <summary>Opens blobs to be read forwards and disposed.</summary>
internal static class BlobReading
{
    /// <param name="blob">The blob.</param>
    /// <param name="offset">Where to begin; below the blob's length unless <paramref name="length"/> is 0.</param>
    /// <param name="length">How many bytes; null for all that follow.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public static async Task<Stream> OpenAsync(BlobClient blob, long offset, long? length, CancellationToken cancellationToken)
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
}
