using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.RegistryImports.Rules;

/// <summary>What follows from the registry's answer to the start of a step.</summary>
internal static class StartAnswerRules
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxWish = TimeSpan.FromHours(1);

    /// <param name="answer">The answer.</param>
    /// <param name="asked">The move that asked.</param>
    /// <param name="repository">The row, in the state of the step that was asked for.</param>
    /// <param name="options">The settings.</param>
    public static Verdict Decide(StartAnswer answer, Move asked, RegistryRepository repository, RegistryImportOptions options) =>
        answer.Kind switch
        {
            StartAnswerKind.Started => Begun(asked, answer.Sentence),
            StartAnswerKind.NotFound => Verdicts.Done(answer.Sentence, SkipReason.NotFound),
            // Our own pre-import is the reason why it is there, and the answer that said so was lost.
            StartAnswerKind.AlreadyThere when asked.Step == ImportStep.Import && repository.PreImportDoneAt is not null =>
                Verdicts.Done(answer.Sentence),
            StartAnswerKind.AlreadyThere => Verdicts.Done(answer.Sentence, SkipReason.NativeImport),
            StartAnswerKind.PreImportRunning => Adopt(ImportStep.PreImport, asked, answer.Sentence),
            StartAnswerKind.ImportRunning => Adopt(ImportStep.Import, asked, answer.Sentence),
            StartAnswerKind.PreImportMissing =>
                FollowRules.Detour(Verdicts.Start(ImportStep.PreImport, RepositoryEvent.RetryPreImport, answer.Sentence), asked),
            StartAnswerKind.Busy => Again(answer, asked, TimeSpan.Zero, options.StartTries),
            StartAnswerKind.NotReady => Again(answer, asked, options.CancelInterval, options.StartTries),
            StartAnswerKind.Refused => Verdicts.Failed(repository.Retries, options.MaxRetries, answer.Sentence),
            _ => Verdicts.Uncounted(answer.Sentence, isTrouble: true),
        };

    /// <summary>The step's time counts from here: before, the registry may have been busy for longer than a step may take.</summary>
    private static Verdict Begun(Move asked, string sentence) =>
        Verdicts.Follow(asked.Step, null, sentence).After(asked) with { IsKept = true, HasBegun = true };

    /// <summary>A step runs already: the wanted one is as good as started, the other one is followed to its end.</summary>
    private static Verdict Adopt(ImportStep running, Move asked, string sentence)
    {
        if (running == asked.Step)
            return Begun(asked, sentence);
        var happening = running == ImportStep.PreImport ? RepositoryEvent.RetryPreImport : RepositoryEvent.RetryImport;
        return FollowRules.Detour(Verdicts.Follow(running, happening, sentence), asked);
    }

    private static Verdict Again(StartAnswer answer, Move asked, TimeSpan atLeast, int limit)
    {
        if (asked.Tries + 1 >= limit)
            return Verdicts.Uncounted(answer.Sentence, isTrouble: true);

        // A wish that is over when it arrives is a clock that differs, or no wish.
        var wait = answer.RetryAfter is { Ticks: > 0 } wish ? Min(wish, MaxWish) : Min(FirstWait * Math.Pow(2, asked.Tries), MaxWait);
        var next = asked with { Kind = MoveKind.Start, Delay = wait > atLeast ? wait : atLeast, Tries = asked.Tries + 1 };
        return new(next) { Sentence = answer.Sentence, IsTrouble = true };
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
