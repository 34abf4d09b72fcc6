namespace Exports.Functions.RegistryImports.Http;

/// <summary>How many repositories are in each state.</summary>
internal sealed record RepositoryCountsResponse(
    long Default, long PreImporting, long PreImportDone, long Importing, long ImportDone, long ImportAborted, long ImportSkipped)
{
    public static RepositoryCountsResponse From(IReadOnlyDictionary<RepositoryState, long> counts) => new(
        counts[RepositoryState.Default],
        counts[RepositoryState.PreImporting],
        counts[RepositoryState.PreImportDone],
        counts[RepositoryState.Importing],
        counts[RepositoryState.ImportDone],
        counts[RepositoryState.ImportAborted],
        counts[RepositoryState.ImportSkipped]);
}
