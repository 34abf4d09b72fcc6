#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>A blob's properties.</summary>
public class BlobProperties
{
    public BlobProperties()
    {
    }

    public DateTimeOffset CreatedOn { get; internal set; }

    public DateTimeOffset LastModified { get; internal set; }

    public ETag ETag { get; internal set; }

    public long ContentLength { get; internal set; }

    public BlobType BlobType { get; internal set; }

    public byte[] ContentHash { get; internal set; }

    public IDictionary<string, string> Metadata { get; internal set; }

    public string AcceptRanges { get; internal set; }

    public string ContentType { get; internal set; }

    public string ContentEncoding { get; internal set; }

    public string ContentLanguage { get; internal set; }

    public string ContentDisposition { get; internal set; }

    public string CacheControl { get; internal set; }
}
