namespace Azure.Storage.Blobs.Models;

/// <summary>What a deletion does to snapshots; this host keeps none.</summary>
public enum DeleteSnapshotsOption
{
    None = 0,
    IncludeSnapshots = 1,
    OnlySnapshots = 2,
}
