using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>
/// A cancel is confirmed before anything follows from it: the registry's record says cancelled at once, but its worker looks only every
/// few seconds, and a retry before that would run beside its own predecessor.
/// </summary>
internal static class CancelRules
{
    /// <summary>After so many looks at a step that does not stop, the attempt is over; the next one adopts what still runs.</summary>
    public const int MaxLooks = 15;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait before a cancel that the registry did not take is sent again.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>What follows from the registry's answer to the cancel.</summary>
    public static Verdict AfterRequest(CancelAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options) =>
        answer.Kind switch
        {
            CancelAnswerKind.Accepted => Look(asked, answer.Sentence, options.CancelInterval, tries: 0) with { IsKept = true },
            // Cancelled already, perhaps by this very request and its answer lost: the worker may still be running.
            CancelAnswerKind.NotInProgress when IsCancelled(answer.Status, asked.Step) =>
                Look(asked, answer.Sentence, options.CancelInterval, tries: 0),
            CancelAnswerKind.NotFound or CancelAnswerKind.NotInProgress
                when answer is not { Kind: CancelAnswerKind.NotInProgress, Status: null } && IsUnwanted(asked, answer.Status) =>
                Verdicts.Skipped(SkipReason.MigrationForcedCanceled, answer.Sentence),
            // What is not said may be that it is moved already: the status tells.
            CancelAnswerKind.NotInProgress when answer.Status is null && asked.Cancel != CancelKind.Retry =>
                Look(asked, answer.Sentence, options.CancelInterval, tries: 0),
            CancelAnswerKind.NotInProgress when answer.Status is { } status =>
                FollowRules.Decide(new(StatusAnswerKind.Known, answer.Sentence, status), asked, repository, options),
            // The guard comes back by itself; somebody who wants it stopped was told that it will be.
            CancelAnswerKind.Unavailable or CancelAnswerKind.NoAnswer when asked.Cancel != CancelKind.Retry && asked.Tries + 1 < MaxLooks =>
                new(asked with { Delay = AgainAfter, Tries = asked.Tries + 1 }) { Sentence = answer.Sentence, IsTrouble = true },
            CancelAnswerKind.NoAnswer => new(asked with { Kind = MoveKind.Follow }) { Sentence = answer.Sentence, IsTrouble = true },
            CancelAnswerKind.Unavailable =>
                new(asked with { Kind = MoveKind.Follow }) { Sentence = answer.Sentence, IsTrouble = true, CancelRefused = true },
            // Nothing to cancel, and not said why: the status tells.
            _ => Verdicts.Follow(asked.Step, null, answer.Sentence).After(asked),
        };

    /// <summary>What follows from the status after a cancel that was accepted, at least one interval of the worker later.</summary>
    public static Verdict AfterWait(StatusAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options)
    {
        if (IsCancelled(answer.Status, asked.Step))
            return Ended(asked, answer.Sentence, repository, options);
        if (!MayStillRun(answer, asked.Step))
            return IsUnwanted(asked, answer.Status)
                ? Verdicts.Skipped(SkipReason.MigrationForcedCanceled, answer.Sentence)
                : FollowRules.Decide(answer, asked, repository, options);
        if (asked.Tries + 1 >= MaxLooks)
            return Unstoppable(answer, asked, repository, options);

        var wait = options.CancelInterval * Math.Pow(2, asked.Tries);
        return Look(asked, answer.Sentence, wait < MaxWait ? wait : MaxWait, asked.Tries + 1);
    }

    public static bool IsCancelled(RegistryStatus? status) => status is RegistryStatus.PreImportCanceled or RegistryStatus.ImportCanceled;

    private static bool IsCancelled(RegistryStatus? status, ImportStep step) => (status, step) is
        (RegistryStatus.PreImportCanceled, ImportStep.PreImport) or (RegistryStatus.ImportCanceled, ImportStep.Import);

    /// <summary>The step is over, and nobody wants the next one. What is moved already stays moved.</summary>
    private static bool IsUnwanted(Move asked, RegistryStatus? status) => asked.Cancel != CancelKind.Retry && status is not
        (RegistryStatus.ImportComplete or RegistryStatus.Native or RegistryStatus.PreImportInProgress or RegistryStatus.ImportInProgress);

    private static bool MayStillRun(StatusAnswer answer, ImportStep step) =>
        answer.Kind == StatusAnswerKind.Unavailable || (answer.Status, step) is
            (RegistryStatus.PreImportInProgress, ImportStep.PreImport) or (RegistryStatus.ImportInProgress, ImportStep.Import);

    /// <summary>By the guard: retried until the limit. By somebody who does not want it moved: skipped.</summary>
    private static Verdict Ended(Move asked, string sentence, RegistryRepository repository, RegistryImportOptions options) =>
        asked.Cancel == CancelKind.Retry
            ? Verdicts.Cancelled(repository.Retries, options.MaxRetries, sentence)
            : Verdicts.Skipped(SkipReason.MigrationForcedCanceled, sentence);

    private static Verdict Unstoppable(StatusAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options) =>
        answer.Kind == StatusAnswerKind.Unavailable
            ? Verdicts.Uncounted(answer.Sentence, isTrouble: true)
            : Ended(asked, $"It did not stop when cancelled. {answer.Sentence}", repository, options);

    /// <summary>Seen cancelled where it is not known that the worker has had its interval: it gets one.</summary>
    public static Verdict Confirm(Move asked, string sentence, RegistryImportOptions options) =>
        Look(asked, sentence, options.CancelInterval, tries: 0);

    private static Verdict Look(Move asked, string sentence, TimeSpan delay, int tries) =>
        new(asked with { Kind = MoveKind.AwaitCancel, Delay = delay, Tries = tries }) { Sentence = sentence };
}
