namespace Azure.Storage;

/// <summary>How a transfer is checked.</summary>
public enum StorageChecksumAlgorithm
{
    Auto = 0,
    None = 1,
    MD5 = 2,
    StorageCrc64 = 3,
}
