namespace Azure.Storage.Blobs.Models;

/// <summary>Which blocks a block list names.</summary>
[Flags]
public enum BlockListTypes
{
    Committed = 1,
    Uncommitted = 2,
    All = 3,
}
