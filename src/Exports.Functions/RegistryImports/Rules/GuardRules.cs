using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>When a step is old enough to be looked at, and when it has taken too long.</summary>
internal static class GuardRules
{
    public static bool IsDue(RegistryRepository repository, DateTimeOffset now, RegistryImportOptions options) =>
        repository.IsActive && (repository.StepStartedAt is not { } started || now - started > options.GuardAfter);

    public static GuardVerdict Decide(RegistryRepository repository, StatusAnswer answer, DateTimeOffset now, RegistryImportOptions options)
    {
        if (answer.Kind == StatusAnswerKind.Unavailable)
            return GuardVerdict.Leave;
        if (!Agree(repository.State, answer.Status))
            return GuardVerdict.Reconcile;
        return now - repository.StepStartedAt > TimeFor(repository, options) ? GuardVerdict.Cancel : GuardVerdict.Leave;
    }

    /// <summary>How long the present step may take. A pre-import of many tags has as long as its tags need.</summary>
    public static TimeSpan TimeFor(RegistryRepository repository, RegistryImportOptions options)
    {
        if (repository.State == RepositoryState.Importing)
            return options.ImportTimeout;
        var forTags = options.PreImportTimePerTag * repository.TagsCount;
        return forTags > options.PreImportTimeout ? forTags : options.PreImportTimeout;
    }

    private static bool Agree(RepositoryState state, RegistryStatus? status) => (state, status) is
        (RepositoryState.PreImporting, RegistryStatus.PreImportInProgress) or (RepositoryState.Importing, RegistryStatus.ImportInProgress);
}
