using Azure.Data.Tables;
using Exports.Functions.Projects.Imports;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Storage.Tables;

/// <summary>Turns an import into its table row and back. A property that is null is not stored.</summary>
internal static class ProjectImportRow
{
    public const string RowKey = "import";

    public static TableEntity ToEntity(ProjectImport import) => new(ProjectExportKeys.Partition(import.ProjectId), RowKey)
    {
        ["ImportId"] = import.ImportId,
        ["State"] = StoredName.Of(import.State),
        ["Requester"] = import.Requester,
        ["Path"] = import.Path,
        ["Name"] = import.Name,
        ["Description"] = import.Description,
        ["Overwrites"] = import.Overwrites,
        ["Url"] = import.Url?.Value.AbsoluteUri,
        ["CreatedAt"] = import.CreatedAt,
        ["UpdatedAt"] = import.UpdatedAt,
        ["FinishedAt"] = import.FinishedAt,
        ["Error"] = import.Error,
        ["ManifestHash"] = import.Tree?.Manifest.Sha256,
        ["ManifestBytes"] = import.Tree?.Manifest.Bytes,
        ["FileCount"] = import.Tree?.Manifest.FileCount,
        ["TotalBytes"] = import.Tree?.Manifest.TotalBytes,
        ["ArchivedName"] = import.Tree?.Name,
        ["ArchivedDescription"] = import.Tree?.Description,
        ["ArchivedCreatedAt"] = import.Tree?.CreatedAt,
        ETag = import.ETag,
    };

    public static ProjectImport FromEntity(TableEntity entity) => new()
    {
        ProjectId = ProjectExportKeys.ProjectId(entity.PartitionKey),
        ImportId = entity.GetString("ImportId"),
        State = StoredName.Parse<ImportState>(entity.GetString("State")),
        Requester = entity.GetString("Requester"),
        Path = entity.GetString("Path"),
        Name = entity.GetString("Name"),
        Description = entity.GetString("Description"),
        Overwrites = entity.GetBoolean("Overwrites")!.Value,
        Url = entity.GetString("Url") is { } url ? new(new Uri(url)) : null,
        CreatedAt = entity.GetDateTimeOffset("CreatedAt")!.Value,
        UpdatedAt = entity.GetDateTimeOffset("UpdatedAt")!.Value,
        FinishedAt = entity.GetDateTimeOffset("FinishedAt"),
        Error = entity.GetString("Error"),
        Tree = entity.GetString("ManifestHash") is { } hash ? ReadTree(entity, hash) : null,
        ETag = entity.ETag,
    };

    private static ImportedTree ReadTree(TableEntity entity, string hash) => new(
        new ManifestSummary(
            entity.GetInt64("ManifestBytes")!.Value, hash, entity.GetInt64("FileCount")!.Value, entity.GetInt64("TotalBytes")!.Value),
        entity.GetString("ArchivedName"),
        entity.GetString("ArchivedDescription"),
        entity.GetDateTimeOffset("ArchivedCreatedAt"));
}
