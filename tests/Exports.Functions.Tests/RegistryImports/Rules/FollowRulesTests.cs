using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

public sealed class FollowRulesTests
{
    private static readonly RegistryImportOptions Options = new();

    [Theory]
    [InlineData(ImportStep.PreImport, RegistryStatus.PreImportInProgress)]
    [InlineData(ImportStep.Import, RegistryStatus.ImportInProgress)]
    internal void Decide_InProgress_GoesOnWaiting(ImportStep step, RegistryStatus status)
    {
        var verdict = Decide(status, new(MoveKind.Follow, step, Detours: 2));

        Assert.Equal((null, new Move(MoveKind.Follow, step, Detours: 2)), (verdict.Event, verdict.Next));
    }

    [Fact]
    public void Decide_PreImportComplete_StartsTheFinalStep()
    {
        var verdict = Decide(RegistryStatus.PreImportComplete, new(MoveKind.Follow, ImportStep.PreImport, Detours: 2));

        Assert.Equal((RepositoryEvent.FinishPreImport, new Move(MoveKind.Start, ImportStep.Import, Detours: 2)), (verdict.Event, verdict.Next));
    }

    [Theory]
    [InlineData(ImportStep.PreImport)]
    [InlineData(ImportStep.Import)]
    internal void Decide_ImportComplete_IsDone(ImportStep step) =>
        Assert.Equal(RepositoryEvent.FinishImport, Decide(RegistryStatus.ImportComplete, new(MoveKind.Follow, step)).Event);

    [Theory]
    [InlineData(ImportStep.PreImport, RegistryStatus.PreImportFailed)]
    [InlineData(ImportStep.Import, RegistryStatus.ImportFailed)]
    internal void Decide_Failed_Counts(ImportStep step, RegistryStatus status)
    {
        var verdict = Decide(status, new(MoveKind.Follow, step));

        Assert.Equal((RepositoryEvent.AbortImport, true), (verdict.Event, verdict.Counted));
    }

    [Fact]
    public void Decide_FailedAtTheLimit_SkipsWithTooManyRetries()
    {
        var verdict = Decide(RegistryStatus.ImportFailed, new(MoveKind.Follow, ImportStep.Import), retries: 2);

        Assert.Equal((RepositoryEvent.SkipImport, SkipReason.TooManyRetries), (verdict.Event, verdict.Reason));
    }

    [Theory]
    [InlineData(ImportStep.PreImport, RegistryStatus.PreImportCanceled)]
    [InlineData(ImportStep.Import, RegistryStatus.ImportCanceled)]
    internal void Decide_CancelledByTheRegistry_CostsNoRetry(ImportStep step, RegistryStatus status)
    {
        var verdict = Decide(status, new(MoveKind.Follow, step), retries: 2);

        Assert.Equal((RepositoryEvent.AbortImport, false), (verdict.Event, verdict.Counted));
    }

    [Fact]
    public void Decide_CancelledAfterWeAskedForIt_IsConfirmedFirst()
    {
        var repository = SampleRepository.In(RepositoryState.Importing) with { CancelRequestedAt = SampleRepository.Now };

        var verdict = FollowRules.Decide(
            new(StatusAnswerKind.Known, "status", RegistryStatus.ImportCanceled), new(MoveKind.Follow, ImportStep.Import), repository, Options);

        Assert.Equal((null, new Move(MoveKind.AwaitCancel, ImportStep.Import, Options.CancelInterval)), (verdict.Event, verdict.Next));
    }

    [Fact]
    public void Decide_NoUsableAnswer_GoesOnWaitingAndSaysSo()
    {
        var verdict = FollowRules.Decide(
            new(StatusAnswerKind.Unavailable, "503"), new(MoveKind.Follow, ImportStep.Import), SampleRepository.In(RepositoryState.Importing), Options);

        Assert.Equal((null, MoveKind.Follow, true), (verdict.Event, verdict.Next.Kind, verdict.IsTrouble));
    }

    [Fact]
    public void Decide_AnotherStepThanFollowed_ReconcilesAndCountsTheDetour()
    {
        var verdict = Decide(RegistryStatus.ImportInProgress, new(MoveKind.Follow, ImportStep.PreImport, Detours: 1));

        Assert.Equal((RepositoryEvent.StartImport, new Move(MoveKind.Follow, ImportStep.Import, Detours: 2)), (verdict.Event, verdict.Next));
    }

    [Fact]
    public void Decide_TooManyDetours_AbortsUncounted()
    {
        var verdict = Decide(RegistryStatus.Native, new(MoveKind.Follow, ImportStep.Import, Detours: FollowRules.MaxDetours));

        Assert.Equal((RepositoryEvent.AbortImport, false), (verdict.Event, verdict.Counted));
    }

    [Fact]
    public void Decide_RegistryThatForgetsEveryFinalStep_DoesNotKeepTheAttemptGoingForEver()
    {
        var move = new Move(MoveKind.Follow, ImportStep.Import);
        for (var rounds = 0; move.Kind != MoveKind.End; rounds++)
        {
            Assert.True(rounds <= FollowRules.MaxDetours);
            var again = Decide(RegistryStatus.PreImportComplete, move).Next;
            move = again.Kind == MoveKind.End ? again : Started(again);
        }
    }

    [Fact]
    public void Decide_EveryStatusInEveryStep_LeadsToAnAllowedEvent()
    {
        foreach (var status in Enum.GetValues<RegistryStatus>())
        {
            AssertAllowed(RepositoryState.PreImporting, Decide(status, new(MoveKind.Follow, ImportStep.PreImport)));
            AssertAllowed(RepositoryState.Importing, Decide(status, new(MoveKind.Follow, ImportStep.Import)));
        }
    }

    private static Move Started(Move asked) => StartAnswerRules.Decide(
        new(StartAnswerKind.Started, "202"), asked, SampleRepository.In(RepositoryState.Importing), Options).Next;

    private static void AssertAllowed(RepositoryState from, Verdict verdict) =>
        Assert.True(verdict.Event is not { } happening || RepositoryTransitions.Target(from, happening) is not null, $"{from} + {verdict.Event}");

    private static Verdict Decide(RegistryStatus status, Move asked, int retries = 0) => FollowRules.Decide(
        new(StatusAnswerKind.Known, "status", status), asked, SampleRepository.In(RepositoryState.Importing) with { Retries = retries }, Options);
}
