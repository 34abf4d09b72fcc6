#nullable disable

namespace Azure.Storage.Blobs.Models;

/// <summary>How a block is staged.</summary>
public class BlockBlobStageBlockOptions
{
    public BlobRequestConditions Conditions { get; set; }

    /// <summary>Told the bytes taken so far.</summary>
    public IProgress<long> ProgressHandler { get; set; }

    public UploadTransferValidationOptions TransferValidation { get; set; }
}
