namespace Exports.TestKit.Registry;

/// <summary>What a registry's record of a repository says.</summary>
internal enum SimulatedStatus
{
    /// <summary>In the old storage, never touched: the API answers 404 for its status.</summary>
    Untouched,
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
