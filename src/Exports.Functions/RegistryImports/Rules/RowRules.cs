using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>
/// What an attempt's verdict comes to for the row it is written to: the registry may say what the row's state has no way for, and somebody
/// may not want the repository moved any more.
/// </summary>
internal static class RowRules
{
    /// <returns>The verdict, or the one that takes its place. An active repository always has a way on, or its attempt ends.</returns>
    public static Verdict Weigh(RegistryRepository row, Verdict verdict)
    {
        var possible = IsPossible(row, verdict) ? verdict : Instead(row, verdict);
        return row.Unwanted is not null && LeadsOn(possible)
            ? Verdicts.Skipped(SkipReason.MigrationForcedCanceled, verdict.Sentence)
            : possible;
    }

    /// <summary>Nothing runs at the registry, and another start would follow, now or with the next attempt.</summary>
    private static bool LeadsOn(Verdict verdict) => verdict.Next.Kind == MoveKind.Start || verdict.Event == RepositoryEvent.AbortImport;

    private static bool IsPossible(RegistryRepository row, Verdict verdict) =>
        !row.IsActive || verdict.Event is not { } happening || RepositoryTransitions.Target(row.State, happening) is not null;

    private static Verdict Instead(RegistryRepository row, Verdict verdict) => (row.State, verdict.Event) switch
    {
        // An orchestration that was lost between the two steps: its row says so already, and the final one can start.
        (RepositoryState.PreImportDone, RepositoryEvent.FinishPreImport) => verdict with { Event = null },
        // The next attempt asks the registry first, and from there every status leads somewhere.
        _ => Verdicts.Uncounted($"Nothing leads there from {StoredName.Of(row.State)}. {verdict.Sentence}", isTrouble: false),
    };
}
