using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>What follows from the status of a step that was started.</summary>
internal static class FollowRules
{
    /// <summary>
    /// An attempt that changes its course more often than this gets nowhere; the next one starts from the registry's word.
    /// </summary>
    public const int MaxDetours = 5;

    /// <param name="answer">What the registry says now.</param>
    /// <param name="asked">The move that asked; its step is the one that is followed.</param>
    /// <param name="repository">The row.</param>
    /// <param name="options">The settings.</param>
    public static Verdict Decide(StatusAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options) =>
        (answer.Status, asked.Step) switch
        {
            (null, _) when answer.Kind == StatusAnswerKind.Unavailable => Wait(asked, answer.Sentence, isTrouble: true),
            (RegistryStatus.PreImportInProgress, ImportStep.PreImport) => Wait(asked, answer.Sentence, isTrouble: false),
            (RegistryStatus.ImportInProgress, ImportStep.Import) => Wait(asked, answer.Sentence, isTrouble: false),
            (RegistryStatus.PreImportFailed, ImportStep.PreImport) or (RegistryStatus.ImportFailed, ImportStep.Import) =>
                Verdicts.Failed(repository.Retries, options.MaxRetries, answer.Sentence),
            (RegistryStatus.PreImportCanceled, ImportStep.PreImport) or (RegistryStatus.ImportCanceled, ImportStep.Import)
                when repository.CancelRequestedAt is not null => CancelRules.Confirm(asked, answer.Sentence, options),
            // Not by us: a registry that shuts down cancels what it runs.
            (RegistryStatus.PreImportCanceled, ImportStep.PreImport) or (RegistryStatus.ImportCanceled, ImportStep.Import) =>
                Verdicts.Uncounted(answer.Sentence, isTrouble: false),
            (RegistryStatus.PreImportComplete, ImportStep.PreImport) =>
                Verdicts.Start(ImportStep.Import, RepositoryEvent.FinishPreImport, answer.Sentence).After(asked),
            (RegistryStatus.ImportComplete, _) => Verdicts.Done(answer.Sentence),
            _ => Detour(answer, asked),
        };

    private static Verdict Wait(Move asked, string sentence, bool isTrouble) =>
        new(asked with { Kind = MoveKind.Follow, Delay = default }) { Sentence = sentence, IsTrouble = isTrouble };

    private static Verdict Detour(StatusAnswer answer, Move asked) => Detour(ReconcileRules.Decide(answer), asked);

    /// <summary>A course that the attempt did not expect to take: once too often ends it, and costs no retry.</summary>
    public static Verdict Detour(Verdict verdict, Move asked) => asked.Detours >= MaxDetours
        ? Verdicts.Uncounted(verdict.Sentence, isTrouble: false)
        : verdict.After(asked, detours: 1);
}
