#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>What a download says about the blob.</summary>
public class BlobDownloadDetails
{
    public BlobDownloadDetails()
    {
    }

    public DateTimeOffset CreatedOn { get; internal set; }

    public DateTimeOffset LastModified { get; internal set; }

    public ETag ETag { get; internal set; }

    /// <summary>Bytes in this answer, not in the blob.</summary>
    public long ContentLength { get; internal set; }

    /// <summary><c>bytes first-last/total</c>; null where the whole blob was asked for.</summary>
    public string ContentRange { get; internal set; }

    public BlobType BlobType { get; internal set; }

    /// <summary>MD5 of the whole blob where all of it was asked for; else null.</summary>
    public byte[] ContentHash { get; internal set; }

    /// <summary>MD5 of the whole blob where a part was asked for; else null.</summary>
    public byte[] BlobContentHash { get; internal set; }

    public IDictionary<string, string> Metadata { get; internal set; }

    public string AcceptRanges { get; internal set; }

    public string ContentType { get; internal set; }

    public string ContentEncoding { get; internal set; }

    public string ContentLanguage { get; internal set; }

    public string ContentDisposition { get; internal set; }

    public string CacheControl { get; internal set; }
}
