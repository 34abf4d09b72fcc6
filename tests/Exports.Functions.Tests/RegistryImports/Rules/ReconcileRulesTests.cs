using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

/// <summary>The reconcile table of <c>docs/state-machines.md</c>, row by row.</summary>
public sealed class ReconcileRulesTests
{
    [Theory]
    [InlineData(RegistryStatus.Native, RepositoryEvent.FinishImport, MoveKind.End, null)]
    [InlineData(RegistryStatus.PreImportInProgress, RepositoryEvent.StartPreImport, MoveKind.Follow, ImportStep.PreImport)]
    [InlineData(RegistryStatus.ImportInProgress, RepositoryEvent.StartImport, MoveKind.Follow, ImportStep.Import)]
    [InlineData(RegistryStatus.PreImportComplete, RepositoryEvent.FinishPreImport, MoveKind.Start, ImportStep.Import)]
    [InlineData(RegistryStatus.ImportComplete, RepositoryEvent.FinishImport, MoveKind.End, null)]
    [InlineData(RegistryStatus.PreImportFailed, RepositoryEvent.RetryPreImport, MoveKind.Start, ImportStep.PreImport)]
    [InlineData(RegistryStatus.PreImportCanceled, RepositoryEvent.RetryPreImport, MoveKind.Start, ImportStep.PreImport)]
    [InlineData(RegistryStatus.ImportFailed, RepositoryEvent.RetryImport, MoveKind.Start, ImportStep.Import)]
    [InlineData(RegistryStatus.ImportCanceled, RepositoryEvent.RetryImport, MoveKind.Start, ImportStep.Import)]
    internal void Decide_Status_FollowsTheTable(RegistryStatus status, RepositoryEvent happening, MoveKind next, ImportStep? step)
    {
        var verdict = ReconcileRules.Decide(new(StatusAnswerKind.Known, "status", status));

        Assert.Equal((happening, next), (verdict.Event, verdict.Next.Kind));
        Assert.True(step is null || verdict.Next.Step == step);
        Assert.Equal(status == RegistryStatus.Native ? SkipReason.NativeImport : null, verdict.Reason);
    }

    [Fact]
    public void Decide_EveryStatus_IsAllowedFromAnAbortedRepository()
    {
        foreach (var status in Enum.GetValues<RegistryStatus>())
        {
            var happening = ReconcileRules.Decide(new(StatusAnswerKind.Known, "status", status)).Event!.Value;

            Assert.NotNull(RepositoryTransitions.Target(RepositoryState.ImportAborted, happening));
        }
    }

    [Fact]
    public void Decide_Unknown_LetsTheStartDecide()
    {
        var verdict = ReconcileRules.Decide(new(StatusAnswerKind.NotFound, "404"));

        Assert.Equal((RepositoryEvent.RetryPreImport, new Move(MoveKind.Start, ImportStep.PreImport)), (verdict.Event, verdict.Next));
    }

    [Fact]
    public void Decide_NoUsableAnswer_CostsNoRetry()
    {
        var verdict = ReconcileRules.Decide(new(StatusAnswerKind.Unavailable, "503"));

        Assert.Equal((RepositoryEvent.AbortImport, false, true), (verdict.Event, verdict.Counted, verdict.IsTrouble));
    }
}
