#nullable disable

namespace Azure.Storage;

/// <summary>
/// How an upload is checked. This host checks <see cref="StorageChecksumAlgorithm.MD5"/>; a CRC64 given beforehand is refused.
/// </summary>
public class UploadTransferValidationOptions
{
    public StorageChecksumAlgorithm ChecksumAlgorithm { get; set; } = StorageChecksumAlgorithm.None;

    /// <summary>The checksum the content must have; empty means that nothing was computed beforehand.</summary>
    public ReadOnlyMemory<byte> PrecalculatedChecksum { get; set; }
}
