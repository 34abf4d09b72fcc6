namespace Exports.Functions.RegistryImports.Rules;

/// <summary>How the breaker judges an attempt by the row it left.</summary>
internal static class OutcomeRules
{
    /// <returns>
    /// True for an attempt that used up a retry, or that a registry ended which gave no usable answer; false for one that is done; null for
    /// one that says nothing.
    /// </returns>
    public static bool? Failed(RegistryRepository repository) => repository.State switch
    {
        RepositoryState.ImportDone => false,
        RepositoryState.ImportAborted when repository.UncountedInARow == 0 || repository.Trouble is not null => true,
        RepositoryState.ImportSkipped when repository.Reason is SkipReason.TooManyRetries or SkipReason.MigrationCanceled => true,
        _ => null,
    };
}
