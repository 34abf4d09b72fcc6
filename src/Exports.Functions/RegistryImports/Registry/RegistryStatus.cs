using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.RegistryImports.Registry;

/// <summary>What the registry says of a repository, spelled as its API spells it (<c>pre_import_in_progress</c>).</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RegistryStatus>))]
public enum RegistryStatus
{
    /// <summary>Never in the old storage.</summary>
    Native,
    PreImportInProgress,
    PreImportComplete,
    PreImportFailed,
    PreImportCanceled,
    ImportInProgress,
    ImportComplete,
    ImportFailed,
    ImportCanceled,
}
