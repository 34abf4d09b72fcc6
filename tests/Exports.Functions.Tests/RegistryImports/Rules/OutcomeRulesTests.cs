using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

public sealed class OutcomeRulesTests
{
    [Theory]
    [InlineData(RepositoryState.ImportDone, null, false)]
    [InlineData(RepositoryState.ImportSkipped, SkipReason.TooManyRetries, true)]
    [InlineData(RepositoryState.ImportSkipped, SkipReason.MigrationCanceled, true)]
    [InlineData(RepositoryState.ImportSkipped, SkipReason.MigrationForcedCanceled, null)]
    [InlineData(RepositoryState.ImportSkipped, SkipReason.TooManyTags, null)]
    internal void Failed_OfWhatIsOver_IsJudgedByTheRegistrysPart(RepositoryState state, SkipReason? reason, bool? expected) =>
        Assert.Equal(expected, OutcomeRules.Failed(SampleRepository.In(state) with { Reason = reason }));

    /// <summary>Counted; no usable answer; cancelled by a registry that shut down.</summary>
    [Theory]
    [InlineData(0, null, true)]
    [InlineData(1, "The registry answers 503.", true)]
    [InlineData(1, null, null)]
    public void Failed_OfAnAbort_IsJudgedUnlessItSaysNothing(int uncounted, string? trouble, bool? expected) =>
        Assert.Equal(
            expected,
            OutcomeRules.Failed(SampleRepository.In(RepositoryState.ImportAborted) with { UncountedInARow = uncounted, Trouble = trouble }));
}
