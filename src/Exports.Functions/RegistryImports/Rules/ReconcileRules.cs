using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>
/// What to do about a repository whose row cannot be trusted, given what the registry says: before an aborted one is retried, and
/// wherever the two disagree. A cancelled step is retried, not skipped.
/// </summary>
internal static class ReconcileRules
{
    public static Verdict Decide(StatusAnswer answer) => answer.Kind switch
    {
        StatusAnswerKind.Known => Decide(answer.Status!.Value, answer.Sentence),
        // Unknown at the status route may only mean that nothing was copied yet; the start's own 404 is the one that counts.
        StatusAnswerKind.NotFound => Verdicts.Start(ImportStep.PreImport, RepositoryEvent.RetryPreImport, answer.Sentence),
        _ => Verdicts.Uncounted(answer.Sentence, isTrouble: true),
    };

    private static Verdict Decide(RegistryStatus status, string sentence) => status switch
    {
        RegistryStatus.Native => Verdicts.Done(sentence, SkipReason.NativeImport),
        RegistryStatus.PreImportInProgress => Verdicts.Follow(ImportStep.PreImport, RepositoryEvent.StartPreImport, sentence),
        RegistryStatus.ImportInProgress => Verdicts.Follow(ImportStep.Import, RepositoryEvent.StartImport, sentence),
        RegistryStatus.PreImportComplete => Verdicts.Start(ImportStep.Import, RepositoryEvent.FinishPreImport, sentence),
        RegistryStatus.ImportComplete => Verdicts.Done(sentence),
        RegistryStatus.PreImportFailed or RegistryStatus.PreImportCanceled =>
            Verdicts.Start(ImportStep.PreImport, RepositoryEvent.RetryPreImport, sentence),
        RegistryStatus.ImportFailed or RegistryStatus.ImportCanceled =>
            Verdicts.Start(ImportStep.Import, RepositoryEvent.RetryImport, sentence),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "The registry's vocabulary is closed."),
    };
}
