#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>How a blob is uploaded. Without <see cref="Conditions"/> it silently replaces what is there.</summary>
public class BlobUploadOptions
{
    public BlobHttpHeaders HttpHeaders { get; set; }

    public IDictionary<string, string> Metadata { get; set; }

    /// <summary>Refused by this host, which keeps none.</summary>
    public IDictionary<string, string> Tags { get; set; }

    public BlobRequestConditions Conditions { get; set; }

    /// <summary>Told the bytes taken so far.</summary>
    public IProgress<long> ProgressHandler { get; set; }

    /// <summary>Refused by this host, which has one tier.</summary>
    public AccessTier? AccessTier { get; set; }

    public UploadTransferValidationOptions TransferValidation { get; set; }
}
