using System.Globalization;
using Azure;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>Some consecutive bytes of a blob.</summary>
internal readonly record struct ByteSpan(long Start, long Length)
{
    public long End => Start + Length;

    /// <summary>The bytes that a range means in a blob of this length; a range may reach beyond the end, but not start there.</summary>
    /// <exception cref="RequestFailedException">416 <c>InvalidRange</c>.</exception>
    public static ByteSpan Of(HttpRange range, long blobLength)
    {
        if (range == default)
        {
            return new ByteSpan(0, blobLength);
        }

        if (range.Offset >= blobLength)
        {
            throw BlobErrors.InvalidRange(range.Offset, blobLength);
        }

        return new ByteSpan(range.Offset, Math.Min(range.Length ?? long.MaxValue, blobLength - range.Offset));
    }

    public string ToContentRange(long blobLength) =>
        string.Create(CultureInfo.InvariantCulture, $"bytes {Start}-{End - 1}/{blobLength}");
}
