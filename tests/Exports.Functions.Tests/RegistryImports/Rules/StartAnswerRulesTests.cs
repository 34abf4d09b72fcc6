using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

/// <summary>The start-answer table of <c>docs/state-machines.md</c>, row by row.</summary>
public sealed class StartAnswerRulesTests
{
    private static readonly RegistryImportOptions Options = new();

    [Fact]
    public void Decide_202_FollowsAndTheStepsTimeBegins()
    {
        var verdict = Decide(StartAnswerKind.Started, ImportStep.PreImport);

        Assert.Equal((new Move(MoveKind.Follow, ImportStep.PreImport), true), (verdict.Next, verdict.HasBegun));
    }

    [Theory]
    [InlineData(StartAnswerKind.NotFound, SkipReason.NotFound)]
    [InlineData(StartAnswerKind.AlreadyThere, SkipReason.NativeImport)]
    internal void Decide_NothingToMove_IsDoneWithItsReason(StartAnswerKind answer, SkipReason reason)
    {
        var verdict = Decide(answer, ImportStep.PreImport);

        Assert.Equal((RepositoryEvent.FinishImport, reason, MoveKind.End), (verdict.Event, verdict.Reason, verdict.Next.Kind));
    }

    [Fact]
    public void Decide_200AfterOurOwnPreImport_IsDoneByUs()
    {
        var repository = SampleRepository.In(RepositoryState.Importing) with { PreImportDoneAt = SampleRepository.Now };

        var verdict = StartAnswerRules.Decide(
            new(StartAnswerKind.AlreadyThere, "200"), new(MoveKind.Start, ImportStep.Import), repository, Options);

        Assert.Equal((RepositoryEvent.FinishImport, null), (verdict.Event, verdict.Reason));
    }

    [Theory]
    [InlineData(StartAnswerKind.PreImportRunning, ImportStep.PreImport)]
    [InlineData(StartAnswerKind.ImportRunning, ImportStep.Import)]
    internal void Decide_WantedStepRuns_AdoptsItWithoutAnEvent(StartAnswerKind answer, ImportStep step)
    {
        var verdict = Decide(answer, step);

        Assert.Equal((null, new Move(MoveKind.Follow, step)), (verdict.Event, verdict.Next));
        // The registry may have been busy for long before, and the answer that it began was lost.
        Assert.Equal((true, true), (verdict.HasBegun, verdict.IsKept));
    }

    [Theory]
    [InlineData(StartAnswerKind.PreImportRunning, ImportStep.Import, RepositoryEvent.RetryPreImport)]
    [InlineData(StartAnswerKind.ImportRunning, ImportStep.PreImport, RepositoryEvent.RetryImport)]
    internal void Decide_OtherStepRuns_FollowsItToItsEnd(StartAnswerKind answer, ImportStep asked, RepositoryEvent happening)
    {
        var verdict = Decide(answer, asked);

        Assert.Equal((happening, MoveKind.Follow, 1), (verdict.Event, verdict.Next.Kind, verdict.Next.Detours));
        Assert.NotEqual(asked, verdict.Next.Step);
    }

    [Fact]
    public void Decide_424_RetriesThePreImport()
    {
        var verdict = Decide(StartAnswerKind.PreImportMissing, ImportStep.Import);

        Assert.Equal((RepositoryEvent.RetryPreImport, new Move(MoveKind.Start, ImportStep.PreImport, Detours: 1)), (verdict.Event, verdict.Next));
    }

    [Fact]
    public void Decide_424AgainAndAgain_EndsTheAttemptUncounted()
    {
        var asked = new Move(MoveKind.Start, ImportStep.Import, Detours: FollowRules.MaxDetours);

        var verdict = Decide(new StartAnswer(StartAnswerKind.PreImportMissing, "424"), asked);

        Assert.Equal((RepositoryEvent.AbortImport, false, MoveKind.End), (verdict.Event, verdict.Counted, verdict.Next.Kind));
    }

    [Theory]
    [InlineData(StartAnswerKind.Busy, 0, 2)]
    [InlineData(StartAnswerKind.Busy, 1, 4)]
    [InlineData(StartAnswerKind.Busy, 4, 32)]
    [InlineData(StartAnswerKind.Busy, 5, 60)]
    [InlineData(StartAnswerKind.Busy, 13, 60)]
    [InlineData(StartAnswerKind.NotReady, 0, 5)]
    [InlineData(StartAnswerKind.NotReady, 2, 8)]
    internal void Decide_429_WaitsAndDoublesTo60Seconds(StartAnswerKind answer, int tries, int seconds)
    {
        var verdict = Decide(new StartAnswer(answer, "429"), new(MoveKind.Start, ImportStep.Import, Tries: tries));

        Assert.Equal(new(MoveKind.Start, ImportStep.Import, TimeSpan.FromSeconds(seconds), tries + 1), verdict.Next);
        Assert.Null(verdict.Event);
    }

    [Theory]
    [InlineData(StartAnswerKind.Busy, 1, 1)]
    [InlineData(StartAnswerKind.Busy, 90, 90)]
    [InlineData(StartAnswerKind.NotReady, 1, 5)]
    [InlineData(StartAnswerKind.Busy, 1_000_000, 3600)]
    [InlineData(StartAnswerKind.Busy, 0, 2)]
    [InlineData(StartAnswerKind.Busy, -60, 2)]
    [InlineData(StartAnswerKind.NotReady, -60, 5)]
    internal void Decide_429WithRetryAfter_HonoursItWithinAnHourUnlessItIsOver(StartAnswerKind answer, int wish, int seconds)
    {
        var verdict = Decide(new StartAnswer(answer, "429", TimeSpan.FromSeconds(wish)), new(MoveKind.Start, ImportStep.PreImport));

        Assert.Equal(TimeSpan.FromSeconds(seconds), verdict.Next.Delay);
    }

    [Fact]
    public void Decide_429TheFifteenthTime_AbortsUncounted()
    {
        var verdict = Decide(new StartAnswer(StartAnswerKind.Busy, "429"), new(MoveKind.Start, ImportStep.PreImport, Tries: 14));

        Assert.Equal((RepositoryEvent.AbortImport, false, MoveKind.End), (verdict.Event, verdict.Counted, verdict.Next.Kind));
    }

    [Fact]
    public void Decide_NoUsableAnswer_AbortsUncountedAsTrouble()
    {
        var verdict = Decide(StartAnswerKind.Unavailable, ImportStep.PreImport);

        Assert.Equal((RepositoryEvent.AbortImport, false, true), (verdict.Event, verdict.Counted, verdict.IsTrouble));
    }

    [Theory]
    [InlineData(0, RepositoryEvent.AbortImport, null)]
    [InlineData(1, RepositoryEvent.AbortImport, null)]
    [InlineData(2, RepositoryEvent.SkipImport, SkipReason.TooManyRetries)]
    internal void Decide_AnyOther4xx_CountsAndTheThirdSkips(int retries, RepositoryEvent happening, SkipReason? reason)
    {
        var repository = SampleRepository.In(RepositoryState.PreImporting) with { Retries = retries };

        var verdict = StartAnswerRules.Decide(
            new(StartAnswerKind.Refused, "422"), new(MoveKind.Start, ImportStep.PreImport), repository, Options);

        Assert.Equal((happening, true, reason), (verdict.Event, verdict.Counted, verdict.Reason));
    }

    private static Verdict Decide(StartAnswerKind answer, ImportStep step) =>
        Decide(new StartAnswer(answer, "answer"), new Move(MoveKind.Start, step));

    private static Verdict Decide(StartAnswer answer, Move asked) =>
        StartAnswerRules.Decide(answer, asked, SampleRepository.In(RepositoryState.PreImporting), Options);
}
