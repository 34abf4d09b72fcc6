namespace Exports.Functions.Storage.Tables;

/// <summary>Why an archive pointer does or does not lead to a blob.</summary>
internal enum ProjectExportArchiveState
{
    Available,
    Expired,
    Deleted,
}
