using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Ledger;

public sealed class RepositoryChangesTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now.AddHours(1);
    private static readonly RegistryImportOptions Options = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(500, 30)]
    public void Next_UncountedAbort_WaitsAMinuteDoublingTo30(int before, int minutes)
    {
        var row = SampleRepository.In(RepositoryState.PreImporting) with { UncountedInARow = before, Retries = 1 };

        var next = Next(row, new(Move.Unknown, RepositoryEvent.AbortImport));

        Assert.Equal((RepositoryState.ImportAborted, 1, before + 1), (next.State, next.Retries, next.UncountedInARow));
        Assert.Equal(Now.AddMinutes(minutes), next.NextTryAt);
    }

    [Fact]
    public void Next_CountedAbort_UsesUpARetryAndRemembersWhatItLeft()
    {
        var row = SampleRepository.In(RepositoryState.Importing) with { UncountedInARow = 4, CancelRequestedAt = Now };

        var next = Next(row, new(Move.Unknown, RepositoryEvent.AbortImport) { Counted = true });

        Assert.Equal((1, 0, RepositoryState.Importing, Now), (next.Retries, next.UncountedInARow, next.AbortedFrom, next.AbortedAt));
        Assert.Null(next.StepStartedAt);
        Assert.Null(next.CancelRequestedAt);
    }

    [Fact]
    public void Next_AbortOfAnAbortedOne_OnlyPostponesIt()
    {
        var row = SampleRepository.In(RepositoryState.ImportAborted) with
        {
            AbortedFrom = RepositoryState.Importing,
            AbortedAt = SampleRepository.Now,
            UncountedInARow = 2,
            NextTryAt = SampleRepository.Now,
        };

        var next = Next(row, new(Move.Unknown, RepositoryEvent.AbortImport) { IsTrouble = true, Sentence = "503" });

        Assert.Equal((RepositoryState.ImportAborted, RepositoryState.Importing, SampleRepository.Now), (next.State, next.AbortedFrom, next.AbortedAt));
        Assert.Equal((3, Now.AddMinutes(4), "503"), (next.UncountedInARow, next.NextTryAt, next.Trouble));
    }

    [Theory]
    [InlineData(RepositoryEvent.RetryPreImport)]
    [InlineData(RepositoryEvent.RetryImport)]
    [InlineData(RepositoryEvent.FinishPreImport)]
    [InlineData(RepositoryEvent.FinishImport)]
    internal void Next_LeavingAborted_ForgetsTheAbort(RepositoryEvent happening)
    {
        var row = SampleRepository.In(RepositoryState.ImportAborted) with
        {
            AbortedFrom = RepositoryState.Importing,
            AbortedAt = SampleRepository.Now,
            NextTryAt = SampleRepository.Now,
            Retries = 2,
        };

        var next = Next(row, new(Move.Unknown, happening));

        Assert.Equal((null, null, null, 2), (next.AbortedFrom, next.AbortedAt, next.NextTryAt, next.Retries));
    }

    [Fact]
    public void Next_StartOfAStep_BeginsItsTimeAnew()
    {
        var row = SampleRepository.In(RepositoryState.PreImportDone) with { CancelRequestedAt = SampleRepository.Now };

        var next = Next(row, new(Move.Unknown, RepositoryEvent.StartImport));

        Assert.Equal((RepositoryState.Importing, Now, null), (next.State, next.StepStartedAt, next.CancelRequestedAt));
    }

    [Fact]
    public void Next_StartTakenAfterABusyTime_CountsTheStepsTimeFromThere()
    {
        var row = SampleRepository.In(RepositoryState.Importing);

        var next = Next(row, new(Move.Unknown) { IsKept = true, HasBegun = true });

        Assert.Equal((SampleRepository.Now, Now), (row.StepStartedAt, next.StepStartedAt));
    }

    [Fact]
    public void Next_Trouble_IsRememberedFromItsBeginningUntilAnAnswer()
    {
        var row = SampleRepository.In(RepositoryState.Importing) with { Trouble = "401", TroubleSince = SampleRepository.Now };

        var still = Next(row, new(Move.Unknown) { IsTrouble = true, Sentence = "503" });
        var over = Next(still, new(Move.Unknown) { Sentence = "in progress" });

        Assert.Equal(("503", SampleRepository.Now), (still.Trouble, still.TroubleSince));
        Assert.Equal((null, null), (over.Trouble, over.TroubleSince));
    }

    [Fact]
    public void Next_Reset_StartsOverWithAFreshCount()
    {
        var row = SampleRepository.In(RepositoryState.ImportSkipped) with
        {
            Retries = 3,
            UncountedInARow = 1,
            Reason = SkipReason.TooManyRetries,
            SkippedAt = SampleRepository.Now,
            Attempt = 7,
        };

        var next = Next(row, new(Move.Unknown, RepositoryEvent.Reset));

        Assert.Equal((RepositoryState.Default, 0, 0, null, null, 7), (next.State, next.Retries, next.UncountedInARow, next.Reason, next.SkippedAt, next.Attempt));
    }

    [Fact]
    public void Next_EveryPairTheTableRefuses_IsNoVersion()
    {
        foreach (var state in Enum.GetValues<RepositoryState>())
        {
            foreach (var happening in Enum.GetValues<RepositoryEvent>())
            {
                var row = SampleRepository.In(state);
                var isPostponed = (state, happening) is (RepositoryState.ImportAborted, RepositoryEvent.AbortImport);

                var next = RepositoryChanges.Next(row, new Verdict(Move.Unknown, happening) { Reason = SkipReason.TooManyTags }, Now, Options);

                Assert.Equal(isPostponed ? state : RepositoryTransitions.Target(state, happening), next?.State);
            }
        }
    }

    private static RegistryRepository Next(RegistryRepository row, Verdict verdict) => RepositoryChanges.Next(row, verdict, Now, Options)!;
}
