using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

public sealed class GuardRulesTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private static readonly RegistryImportOptions Options = new();

    [Theory]
    [InlineData(RepositoryState.PreImporting, RegistryStatus.PreImportInProgress, 30, GuardVerdict.Leave)]
    [InlineData(RepositoryState.PreImporting, RegistryStatus.PreImportInProgress, 31, GuardVerdict.Cancel)]
    [InlineData(RepositoryState.Importing, RegistryStatus.ImportInProgress, 10, GuardVerdict.Leave)]
    [InlineData(RepositoryState.Importing, RegistryStatus.ImportInProgress, 11, GuardVerdict.Cancel)]
    [InlineData(RepositoryState.Importing, RegistryStatus.PreImportInProgress, 6, GuardVerdict.Reconcile)]
    [InlineData(RepositoryState.PreImporting, RegistryStatus.ImportComplete, 6, GuardVerdict.Reconcile)]
    [InlineData(RepositoryState.PreImportDone, RegistryStatus.PreImportComplete, 6, GuardVerdict.Reconcile)]
    [InlineData(RepositoryState.PreImportDone, RegistryStatus.ImportInProgress, 6, GuardVerdict.Reconcile)]
    internal void Decide_StateStatusAndMinutes_FollowsTheTable(RepositoryState state, RegistryStatus status, int minutes, GuardVerdict expected) =>
        Assert.Equal(expected, Decide(state, new(StatusAnswerKind.Known, "status", status), minutes));

    [Fact]
    public void Decide_NoUsableAnswer_Leaves() =>
        Assert.Equal(GuardVerdict.Leave, Decide(RepositoryState.Importing, new(StatusAnswerKind.Unavailable, "503"), minutes: 600));

    [Fact]
    public void Decide_RegistryDoesNotKnowIt_Reconciles() =>
        Assert.Equal(GuardVerdict.Reconcile, Decide(RepositoryState.Importing, new(StatusAnswerKind.NotFound, "404"), minutes: 6));

    [Theory]
    [InlineData(3599, 30.0)]
    [InlineData(3600, 30.0)]
    [InlineData(12000, 100.0)]
    public void TimeFor_PreImport_IsHalfASecondATagIfLonger(int tags, double minutes)
    {
        var repository = SampleRepository.In(RepositoryState.PreImporting) with { TagsCount = tags };

        Assert.Equal(TimeSpan.FromMinutes(minutes), GuardRules.TimeFor(repository, Options));
    }

    [Fact]
    public void TimeFor_Import_DoesNotGrowWithTags() =>
        Assert.Equal(TimeSpan.FromMinutes(10), GuardRules.TimeFor(SampleRepository.In(RepositoryState.Importing) with { TagsCount = 99_999 }, Options));

    [Theory]
    [InlineData(RepositoryState.Importing, 5, false)]
    [InlineData(RepositoryState.Importing, 6, true)]
    [InlineData(RepositoryState.PreImportDone, 6, true)]
    [InlineData(RepositoryState.ImportDone, 600, false)]
    internal void IsDue_AgeOfTheStep_BeginsAfterFiveMinutes(RepositoryState state, int minutes, bool due) =>
        Assert.Equal(due, GuardRules.IsDue(Aged(state, minutes), Now, Options));

    [Fact]
    public void IsDue_ActiveWithoutAStep_IsVeryOld() =>
        Assert.True(GuardRules.IsDue(SampleRepository.In(RepositoryState.PreImporting) with { StepStartedAt = null }, Now, Options));

    private static GuardVerdict Decide(RepositoryState state, StatusAnswer answer, int minutes) =>
        GuardRules.Decide(Aged(state, minutes), answer, Now, Options);

    private static RegistryRepository Aged(RepositoryState state, int minutes) =>
        SampleRepository.In(state) with { StepStartedAt = Now.AddMinutes(-minutes) };
}
