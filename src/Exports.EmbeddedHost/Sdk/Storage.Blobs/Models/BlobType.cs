namespace Azure.Storage.Blobs.Models;

/// <summary>The kind of a blob; this host has block blobs only.</summary>
public enum BlobType
{
    Block = 0,
    Page = 1,
    Append = 2,
}
