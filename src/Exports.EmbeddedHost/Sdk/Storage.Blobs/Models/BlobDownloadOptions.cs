#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>How a blob is downloaded.</summary>
public class BlobDownloadOptions
{
    /// <summary>The bytes to read; the default is all of them.</summary>
    public HttpRange Range { get; set; }

    public BlobRequestConditions Conditions { get; set; }

    /// <summary>Told the bytes handed out so far.</summary>
    public IProgress<long> ProgressHandler { get; set; }
}
