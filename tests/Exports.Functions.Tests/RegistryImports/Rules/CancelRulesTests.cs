using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

public sealed class CancelRulesTests
{
    private static readonly RegistryImportOptions Options = new();
    private static readonly Move Asked = new(MoveKind.Cancel, ImportStep.Import);

    [Fact]
    public void AfterRequest_Accepted_WaitsForTheWorkersInterval()
    {
        var verdict = AfterRequest(new(CancelAnswerKind.Accepted, "202"));

        Assert.Equal(new(MoveKind.AwaitCancel, ImportStep.Import, TimeSpan.FromSeconds(5)), verdict.Next);
    }

    [Fact]
    public void AfterRequest_400WithComplete_IsDone() => Assert.Equal(
        RepositoryEvent.FinishImport,
        AfterRequest(new(CancelAnswerKind.NotInProgress, "400", RegistryStatus.ImportComplete)).Event);

    [Theory]
    [InlineData(CancelKind.Retry)]
    [InlineData(CancelKind.Skip)]
    [InlineData(CancelKind.Force)]
    internal void AfterRequest_400WithCancelled_WaitsForTheWorkersIntervalAllTheSame(CancelKind cancel)
    {
        var verdict = CancelRules.AfterRequest(
            new(CancelAnswerKind.NotInProgress, "400", RegistryStatus.ImportCanceled),
            Asked with { Cancel = cancel },
            SampleRepository.In(RepositoryState.Importing),
            Options);

        Assert.Equal((MoveKind.AwaitCancel, Options.CancelInterval, cancel), (verdict.Next.Kind, verdict.Next.Delay, verdict.Next.Cancel));
        Assert.Null(verdict.Event);
    }

    [Theory]
    [InlineData(RegistryStatus.PreImportComplete, RepositoryEvent.SkipImport)]
    [InlineData(RegistryStatus.PreImportFailed, RepositoryEvent.SkipImport)]
    [InlineData(RegistryStatus.ImportComplete, RepositoryEvent.FinishImport)]
    [InlineData(RegistryStatus.Native, RepositoryEvent.FinishImport)]
    internal void AfterWait_NotWantedAndOverByItself_SkipsUnlessItIsMoved(RegistryStatus status, RepositoryEvent happening) => Assert.Equal(
        happening,
        CancelRules.AfterWait(
            PlannedRegistry.Known(status),
            new(MoveKind.AwaitCancel, ImportStep.PreImport) { Cancel = CancelKind.Skip },
            SampleRepository.In(RepositoryState.PreImporting),
            Options).Event);

    [Theory]
    [InlineData(CancelAnswerKind.Unavailable, 0, MoveKind.Cancel)]
    [InlineData(CancelAnswerKind.Unavailable, 13, MoveKind.Cancel)]
    [InlineData(CancelAnswerKind.Unavailable, 14, MoveKind.Follow)]
    [InlineData(CancelAnswerKind.NoAnswer, 13, MoveKind.Cancel)]
    [InlineData(CancelAnswerKind.NoAnswer, 14, MoveKind.Follow)]
    internal void AfterRequest_NotWantedAndNotTaken_IsAskedAgainSoManyTimes(CancelAnswerKind kind, int tries, MoveKind next)
    {
        var verdict = CancelRules.AfterRequest(
            new(kind, "503"),
            Asked with { Cancel = CancelKind.Skip, Tries = tries },
            SampleRepository.In(RepositoryState.Importing),
            Options);

        Assert.Equal((next, true), (verdict.Next.Kind, verdict.IsTrouble));
    }

    [Fact]
    public void AfterRequest_400WithAnotherRunningStep_FollowsThatOne()
    {
        var verdict = AfterRequest(new(CancelAnswerKind.NotInProgress, "400", RegistryStatus.PreImportInProgress));

        Assert.Equal((RepositoryEvent.StartPreImport, ImportStep.PreImport), (verdict.Event, verdict.Next.Step));
    }

    [Fact]
    public void AfterRequest_400WithFailed_Counts() =>
        Assert.True(AfterRequest(new(CancelAnswerKind.NotInProgress, "400", RegistryStatus.ImportFailed)).Counted);

    [Theory]
    [InlineData(CancelAnswerKind.NotInProgress)]
    [InlineData(CancelAnswerKind.NotFound)]
    [InlineData(CancelAnswerKind.Unavailable)]
    [InlineData(CancelAnswerKind.NoAnswer)]
    internal void AfterRequest_NothingLearnt_AsksForTheStatus(CancelAnswerKind kind)
    {
        var verdict = AfterRequest(new(kind, "?"));

        Assert.Equal((null, MoveKind.Follow), (verdict.Event, verdict.Next.Kind));
    }

    [Theory]
    [InlineData(CancelAnswerKind.Unavailable, true)]
    [InlineData(CancelAnswerKind.NoAnswer, false)]
    internal void AfterRequest_NotTaken_IsNotOurs(CancelAnswerKind kind, bool refused) =>
        Assert.Equal(refused, AfterRequest(new(kind, "?")).CancelRefused);

    [Theory]
    [InlineData(CancelKind.Skip, CancelAnswerKind.NotInProgress, RegistryStatus.PreImportComplete)]
    [InlineData(CancelKind.Skip, CancelAnswerKind.NotInProgress, RegistryStatus.ImportFailed)]
    [InlineData(CancelKind.Force, CancelAnswerKind.NotFound, null)]
    internal void AfterRequest_NotWantedAndNothingRuns_Skips(CancelKind cancel, CancelAnswerKind kind, RegistryStatus? status)
    {
        var verdict = CancelRules.AfterRequest(
            new(kind, "?", status), Asked with { Cancel = cancel }, SampleRepository.In(RepositoryState.Importing), Options);

        Assert.Equal((RepositoryEvent.SkipImport, SkipReason.MigrationForcedCanceled), (verdict.Event, verdict.Reason));
    }

    [Theory]
    [InlineData(RegistryStatus.ImportComplete, null)]
    [InlineData(RegistryStatus.Native, SkipReason.NativeImport)]
    internal void AfterRequest_NotWantedButMovedAlready_IsDone(RegistryStatus status, SkipReason? reason)
    {
        var verdict = NotWanted(new(CancelAnswerKind.NotInProgress, "400", status));

        Assert.Equal((RepositoryEvent.FinishImport, reason), (verdict.Event, verdict.Reason));
    }

    [Fact]
    public void AfterRequest_NotWantedAnd400ThatDoesNotSayWhy_AsksBeforeItSkips()
    {
        var verdict = NotWanted(new(CancelAnswerKind.NotInProgress, "400"));

        Assert.Equal((null, MoveKind.AwaitCancel), (verdict.Event, verdict.Next.Kind));
    }

    [Theory]
    [InlineData(0, RepositoryEvent.AbortImport, null)]
    [InlineData(1, RepositoryEvent.AbortImport, null)]
    [InlineData(2, RepositoryEvent.SkipImport, SkipReason.MigrationCanceled)]
    internal void AfterWait_Cancelled_IsRetriedUntilTheLimitAndThenSkipped(int retries, RepositoryEvent happening, SkipReason? reason)
    {
        var verdict = AfterWait(RegistryStatus.ImportCanceled, tries: 0, retries);

        Assert.Equal((happening, true, reason, MoveKind.End), (verdict.Event, verdict.Counted, verdict.Reason, verdict.Next.Kind));
    }

    [Fact]
    public void AfterWait_FinishedAfterAll_GoesOn()
    {
        Assert.Equal(RepositoryEvent.FinishImport, AfterWait(RegistryStatus.ImportComplete, tries: 0, retries: 2).Event);
        Assert.Equal(
            RepositoryEvent.FinishPreImport,
            CancelRules.AfterWait(
                new(StatusAnswerKind.Known, "status", RegistryStatus.PreImportComplete),
                new(MoveKind.AwaitCancel, ImportStep.PreImport),
                SampleRepository.In(RepositoryState.PreImporting),
                Options).Event);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(10, 60)]
    public void AfterWait_StillInProgress_LooksAgainLater(int tries, int seconds)
    {
        var verdict = AfterWait(RegistryStatus.ImportInProgress, tries);

        Assert.Equal(new(MoveKind.AwaitCancel, ImportStep.Import, TimeSpan.FromSeconds(seconds), tries + 1), verdict.Next);
    }

    [Fact]
    public void AfterWait_NeverStops_EndsTheAttemptCounted()
    {
        var verdict = AfterWait(RegistryStatus.ImportInProgress, CancelRules.MaxLooks - 1);

        Assert.Equal((RepositoryEvent.AbortImport, true), (verdict.Event, verdict.Counted));
    }

    [Fact]
    public void AfterWait_NeverAnswers_EndsTheAttemptUncounted()
    {
        var asked = new Move(MoveKind.AwaitCancel, ImportStep.Import, Tries: CancelRules.MaxLooks - 1);

        var verdict = CancelRules.AfterWait(
            new(StatusAnswerKind.Unavailable, "503"), asked, SampleRepository.In(RepositoryState.Importing), Options);

        Assert.Equal((RepositoryEvent.AbortImport, false), (verdict.Event, verdict.Counted));
    }

    private static Verdict NotWanted(CancelAnswer answer) =>
        CancelRules.AfterRequest(answer, Asked with { Cancel = CancelKind.Force }, SampleRepository.In(RepositoryState.Importing), Options);

    private static Verdict AfterRequest(CancelAnswer answer) =>
        CancelRules.AfterRequest(answer, Asked, SampleRepository.In(RepositoryState.Importing), Options);

    private static Verdict AfterWait(RegistryStatus status, int tries, int retries = 0) => CancelRules.AfterWait(
        new(StatusAnswerKind.Known, "status", status),
        new(MoveKind.AwaitCancel, ImportStep.Import, Tries: tries),
        SampleRepository.In(RepositoryState.Importing) with { Retries = retries },
        Options);
}
