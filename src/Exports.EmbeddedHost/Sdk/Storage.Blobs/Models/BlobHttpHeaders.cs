#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>The headers a blob is served with.</summary>
public class BlobHttpHeaders
{
    public string ContentType { get; set; }

    /// <summary>MD5 of the whole content. Checked when the content comes in one upload, only kept when it comes as blocks.</summary>
    public byte[] ContentHash { get; set; }

    public string ContentEncoding { get; set; }

    public string ContentLanguage { get; set; }

    public string ContentDisposition { get; set; }

    public string CacheControl { get; set; }
}
