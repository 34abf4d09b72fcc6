using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.RegistryImports.Ledger;

/// <summary>What a row looks like after a verdict: a pure function of the two, the clock and the settings.</summary>
internal static class RepositoryChanges
{
    /// <returns>The next version; null when the transition table refuses the event.</returns>
    public static RegistryRepository? Next(
        RegistryRepository row, RepositoryChange change, DateTimeOffset now, RegistryImportOptions options) =>
        Next(row, change.Verdict, now, options) is { } next ? next with { Turn = change.Turn, Next = change.Verdict.Next } : null;

    /// <inheritdoc cref="Next(RegistryRepository, RepositoryChange, DateTimeOffset, RegistryImportOptions)"/>
    public static RegistryRepository? Next(RegistryRepository row, Verdict verdict, DateTimeOffset now, RegistryImportOptions options)
    {
        var told = WithTrouble(row, verdict, now);
        if (verdict.CancelRefused)
            told = told with { CancelRequestedAt = null };
        if (verdict.HasBegun)
            told = told with { StepStartedAt = now };
        if (verdict.Event is not { } happening)
            return told;
        if (happening == RepositoryEvent.AbortImport && row.State == RepositoryState.ImportAborted)
            return Postponed(told, now, options);
        return RepositoryTransitions.Target(row.State, happening) is { } target
            ? Entered(row, told with { State = target }, verdict, now, options)
            : null;
    }

    private static RegistryRepository WithTrouble(RegistryRepository row, Verdict verdict, DateTimeOffset now) => verdict.IsTrouble
        ? row with { Trouble = verdict.Sentence, TroubleSince = row.TroubleSince ?? now }
        : row with { Trouble = null, TroubleSince = null };

    private static RegistryRepository Entered(
        RegistryRepository row, RegistryRepository next, Verdict verdict, DateTimeOffset now, RegistryImportOptions options) =>
        next.State switch
        {
            RepositoryState.PreImporting => Step(next, now) with { PreImportDoneAt = null },
            RepositoryState.Importing => Step(next, now),
            RepositoryState.PreImportDone => Step(next, now) with { PreImportDoneAt = now, UncountedInARow = 0 },
            RepositoryState.ImportDone => Over(next) with { ImportDoneAt = now, Reason = verdict.Reason },
            RepositoryState.ImportSkipped => Over(Counted(next, verdict)) with { SkippedAt = now, Reason = verdict.Reason },
            RepositoryState.ImportAborted => Aborted(row, Over(Counted(next, verdict)), verdict, now, options),
            _ => StartedOver(next),
        };

    private static RegistryRepository Step(RegistryRepository next, DateTimeOffset now) =>
        next with { StepStartedAt = now, CancelRequestedAt = null, AbortedFrom = null, AbortedAt = null, NextTryAt = null };

    private static RegistryRepository Over(RegistryRepository next) => next with
    {
        StepStartedAt = null,
        CancelRequestedAt = null,
        Unwanted = null,
        AbortedFrom = null,
        AbortedAt = null,
        NextTryAt = null,
    };

    private static RegistryRepository Counted(RegistryRepository next, Verdict verdict) =>
        verdict.Counted ? next with { Retries = next.Retries + 1 } : next;

    private static RegistryRepository Aborted(
        RegistryRepository row, RegistryRepository next, Verdict verdict, DateTimeOffset now, RegistryImportOptions options)
    {
        var aborted = next with { AbortedFrom = row.State, AbortedAt = now };
        return verdict.Counted
            ? aborted with { UncountedInARow = 0, NextTryAt = now + options.FirstBackoff }
            : Postponed(aborted, now, options);
    }

    private static RegistryRepository Postponed(RegistryRepository next, DateTimeOffset now, RegistryImportOptions options) => next with
    {
        UncountedInARow = next.UncountedInARow + 1,
        NextTryAt = now + Backoff(next.UncountedInARow, options),
    };

    /// <summary>The first wait, doubled for each in a row before, up to the longest.</summary>
    private static TimeSpan Backoff(int before, RegistryImportOptions options)
    {
        var factor = Math.Pow(2, Math.Min(before, 30));
        return options.FirstBackoff * factor < options.MaxBackoff ? options.FirstBackoff * factor : options.MaxBackoff;
    }

    private static RegistryRepository StartedOver(RegistryRepository next) => Over(next) with
    {
        Retries = 0,
        UncountedInARow = 0,
        SkippedAt = null,
        Reason = null,
        PreImportDoneAt = null,
    };
}
