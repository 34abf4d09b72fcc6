namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>What a write does to its entity.</summary>
internal enum EntityWriteKind
{
    Add,
    UpdateMerge,
    UpdateReplace,
    UpsertMerge,
    UpsertReplace,
    Delete,
}
