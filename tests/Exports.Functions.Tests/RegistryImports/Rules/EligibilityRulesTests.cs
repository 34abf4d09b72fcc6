using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Rules;

public sealed class EligibilityRulesTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private static readonly RegistryRepository New = SampleRepository.In(RepositoryState.Default);

    [Fact]
    public void Decide_NoRules_IsReady() => Assert.Equal(Eligibility.Ready, EligibilityRules.Decide(New, Now, new()));

    [Theory]
    [InlineData("group", Eligibility.Denied)]
    [InlineData("grou", Eligibility.Ready)]
    [InlineData("app", Eligibility.Ready)]
    internal void Decide_DeniedRoot_IsTheWholeFirstSegment(string denied, Eligibility expected) =>
        Assert.Equal(expected, EligibilityRules.Decide(New, Now, new() { DeniedRoots = [denied] }));

    [Theory]
    [InlineData("premium", Eligibility.Ready)]
    [InlineData("free", Eligibility.OtherPlan)]
    [InlineData(null, Eligibility.OtherPlan)]
    internal void Decide_TargetPlans_NoneCountsAsFree(string? plan, Eligibility expected) =>
        Assert.Equal(expected, EligibilityRules.Decide(New with { Plan = plan }, Now, new() { TargetPlans = ["premium"] }));

    [Theory]
    [InlineData(-1, Eligibility.Ready)]
    [InlineData(0, Eligibility.TooNew)]
    internal void Decide_CutOff_IsExclusive(int seconds, Eligibility expected) =>
        Assert.Equal(expected, EligibilityRules.Decide(New with { CreatedAt = Now.AddSeconds(seconds) }, Now, new() { CreatedBefore = Now }));

    [Theory]
    [InlineData(0, Eligibility.Ready)]
    [InlineData(1, Eligibility.NotYet)]
    internal void Decide_NotBefore_IsInclusive(int seconds, Eligibility expected) =>
        Assert.Equal(expected, EligibilityRules.Decide(New with { NotBefore = Now.AddSeconds(seconds) }, Now, new()));

    [Theory]
    [InlineData(100, 100, false)]
    [InlineData(101, 100, true)]
    [InlineData(101, 0, false)]
    public void HasTooManyTags_Limit_ZeroMeansNone(int tags, int limit, bool expected) =>
        Assert.Equal(expected, EligibilityRules.HasTooManyTags(New with { TagsCount = tags }, new() { MaxTags = limit }));
}
