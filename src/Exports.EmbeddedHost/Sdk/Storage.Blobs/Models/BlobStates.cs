namespace Azure.Storage.Blobs.Models;

/// <summary>Which kinds of blob a listing includes. This host keeps no snapshots, versions or deleted blobs.</summary>
[Flags]
public enum BlobStates
{
    All = -1,
    None = 0,
    Snapshots = 1,
    Uncommitted = 2,
    Deleted = 4,
    Version = 8,
    DeletedWithVersions = 16,
}
