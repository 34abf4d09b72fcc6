using Exports.Functions.RegistryImports.Messages;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>The verdicts that several tables share.</summary>
internal static class Verdicts
{
    private static readonly Move End = new(MoveKind.End, ImportStep.Import);

    public static Verdict Follow(ImportStep step, RepositoryEvent? happening, string sentence) =>
        new(new(MoveKind.Follow, step), happening) { Sentence = sentence };

    public static Verdict Start(ImportStep step, RepositoryEvent happening, string sentence) =>
        new(new(MoveKind.Start, step), happening) { Sentence = sentence };

    public static Verdict Done(string sentence, SkipReason? reason = null) =>
        new(End, RepositoryEvent.FinishImport) { Reason = reason, Sentence = sentence };

    /// <summary>The registry failed the step: it costs a retry, and the last one ends in a skip.</summary>
    public static Verdict Failed(int retries, int limit, string sentence) => retries + 1 >= limit
        ? Skip(SkipReason.TooManyRetries, sentence)
        : new(End, RepositoryEvent.AbortImport) { Counted = true, Sentence = sentence };

    /// <summary>We cancelled the step: it is retried, not skipped, until the limit.</summary>
    public static Verdict Cancelled(int retries, int limit, string sentence) => retries >= limit - 1
        ? Skip(SkipReason.MigrationCanceled, sentence)
        : new(End, RepositoryEvent.AbortImport) { Counted = true, Sentence = sentence };

    /// <summary>Not the repository's fault: aborted, and tried again after a back-off.</summary>
    public static Verdict Uncounted(string sentence, bool isTrouble) =>
        new(End, RepositoryEvent.AbortImport) { Sentence = sentence, IsTrouble = isTrouble };

    /// <summary>Somebody does not want it moved.</summary>
    public static Verdict Skipped(SkipReason reason, string sentence) => Skip(reason, sentence) with { Counted = false };

    private static Verdict Skip(SkipReason reason, string sentence) =>
        new(End, RepositoryEvent.SkipImport) { Reason = reason, Counted = true, Sentence = sentence };
}
