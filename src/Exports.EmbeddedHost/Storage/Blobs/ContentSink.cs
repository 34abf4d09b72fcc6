using System.Security.Cryptography;
using Azure;
using Microsoft.Win32.SafeHandles;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>A file that grows, with the hash, the limit and the progress kept along.</summary>
internal sealed class ContentSink(SafeFileHandle file, IncrementalHash? hash, ReceiveRequest request)
{
    public long Length { get; private set; }

    /// <exception cref="RequestFailedException">413 <c>RequestBodyTooLarge</c>.</exception>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (Length + bytes.Length > request.MaxBytes)
        {
            throw BlobErrors.Refusal(413, "RequestBodyTooLarge", $"The content is larger than {request.MaxBytes} bytes.");
        }

        await BlobFiles.WriteAsync(file, bytes, Length, cancellationToken);
        hash?.AppendData(bytes.Span);
        Length += bytes.Length;
        request.Progress?.Report(Length);
    }
}
