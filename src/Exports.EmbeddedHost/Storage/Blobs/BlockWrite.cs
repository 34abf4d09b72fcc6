using Azure.Storage;
using Azure.Storage.Blobs.Models;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>What comes with a block.</summary>
internal sealed record BlockWrite
{
    public BlobRequestConditions? Conditions { get; init; }

    public IProgress<long>? Progress { get; init; }

    /// <summary>MD5 that the transferred bytes must have; null where the caller gave none.</summary>
    public byte[]? TransferHash { get; init; }

    public static BlockWrite From(BlockBlobStageBlockOptions? options) => options is null ? new BlockWrite() : new BlockWrite
    {
        Conditions = options.Conditions,
        Progress = options.ProgressHandler,
        TransferHash = HashOf(options.TransferValidation),
    };

    /// <summary>
    /// The checksum that was computed beforehand, if any. One that the client would compute by itself guards the way over the network;
    /// there is no network here.
    /// </summary>
    public static byte[]? HashOf(UploadTransferValidationOptions? validation)
    {
        if (validation is null || validation.PrecalculatedChecksum.IsEmpty)
        {
            return null;
        }

        Unsupported.Unless(validation.ChecksumAlgorithm == StorageChecksumAlgorithm.MD5, "This host checks MD5, not CRC64.");
        return validation.PrecalculatedChecksum.ToArray();
    }
}
