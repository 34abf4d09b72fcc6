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

    /// <summary>What follows from the registry's answer to the cancel.</summary>
    public static Verdict AfterRequest(CancelAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options) =>
        answer.Kind switch
        {
            CancelAnswerKind.Accepted => Look(asked, answer.Sentence, options.CancelInterval, tries: 0),
            CancelAnswerKind.NotInProgress or CancelAnswerKind.NotFound
                when asked.Cancel != CancelKind.Retry && answer.Status != RegistryStatus.ImportComplete =>
                Verdicts.Skipped(SkipReason.MigrationForcedCanceled, answer.Sentence),
            CancelAnswerKind.NotInProgress when answer.Status is { } status =>
                FollowRules.Decide(new(StatusAnswerKind.Known, answer.Sentence, status), asked, repository, options),
            CancelAnswerKind.NoAnswer => new(asked with { Kind = MoveKind.Follow }) { Sentence = answer.Sentence, IsTrouble = true },
            CancelAnswerKind.Unavailable =>
                new(asked with { Kind = MoveKind.Follow }) { Sentence = answer.Sentence, IsTrouble = true, CancelRefused = true },
            // Nothing to cancel, and not said why: the status tells.
            _ => Verdicts.Follow(asked.Step, null, answer.Sentence),
        };

    /// <summary>What follows from the status after a cancel that was accepted, at least one interval of the worker later.</summary>
    public static Verdict AfterWait(StatusAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options)
    {
        if (IsCancelled(answer.Status, asked.Step))
            return Ended(asked, answer.Sentence, repository, options);
        if (!MayStillRun(answer, asked.Step))
            return FollowRules.Decide(answer, asked, repository, options);
        if (asked.Tries + 1 >= MaxLooks)
            return Unstoppable(answer, asked, repository, options);

        var wait = options.CancelInterval * Math.Pow(2, asked.Tries);
        return Look(asked, answer.Sentence, wait < MaxWait ? wait : MaxWait, asked.Tries + 1);
    }

    public static bool IsCancelled(RegistryStatus? status) => status is RegistryStatus.PreImportCanceled or RegistryStatus.ImportCanceled;

    private static bool IsCancelled(RegistryStatus? status, ImportStep step) => (status, step) is
        (RegistryStatus.PreImportCanceled, ImportStep.PreImport) or (RegistryStatus.ImportCanceled, ImportStep.Import);

    private static bool MayStillRun(StatusAnswer answer, ImportStep step) =>
        answer.Kind == StatusAnswerKind.Unavailable || (answer.Status, step) is
            (RegistryStatus.PreImportInProgress, ImportStep.PreImport) or (RegistryStatus.ImportInProgress, ImportStep.Import);

    /// <summary>By the guard: retried until the limit. By somebody who does not want it moved: skipped.</summary>
    public static Verdict Ended(Move asked, string sentence, RegistryRepository repository, RegistryImportOptions options) =>
        asked.Cancel == CancelKind.Retry
            ? Verdicts.Cancelled(repository.Retries, options.MaxRetries, sentence)
            : Verdicts.Skipped(SkipReason.MigrationForcedCanceled, sentence);

    private static Verdict Unstoppable(StatusAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options) =>
        answer.Kind == StatusAnswerKind.Unavailable
            ? Verdicts.Uncounted(answer.Sentence, isTrouble: true)
            : Ended(asked, $"It did not stop when cancelled. {answer.Sentence}", repository, options);

    private static Verdict Look(Move asked, string sentence, TimeSpan delay, int tries) =>
        new(asked with { Kind = MoveKind.AwaitCancel, Delay = delay, Tries = tries }) { Sentence = sentence };
}
