using Azure;
using Exports.Functions.Shared.RateLimits;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.Shared.RateLimits;

public sealed class RateLimitRulesTests
{
    private static readonly RateLimitWindow Now = RateLimitWindow.At(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)));

    [Fact]
    public void Window_OfAnyOffset_IsTheUtcMinute()
    {
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 2, 4, 0, TimeSpan.Zero), Now.Start);
        Assert.Equal(TimeSpan.FromMinutes(1), Now.End - Now.Start);
    }

    [Fact]
    public void Count_NoRow_MakesOne()
    {
        var (tally, changed) = RateLimitRules.Count(null, Now, Request("a"));

        Assert.Equal(new("project_export", 2, 1, Now.End), tally);
        Assert.Null(changed!.ETag);
        Assert.Equal(new RateLimitUse(1, "a"), changed.Uses[0]);
    }

    [Fact]
    public void Count_RowOfAnEarlierMinute_StartsAgainInItsPlace()
    {
        var (tally, changed) = RateLimitRules.Count(Row(Earlier(1), 2), Now, Request("a"));

        Assert.Equal(1, tally.Observed);
        Assert.Equal((Now, new ETag("tag")), (changed!.Window, changed.ETag!.Value));
    }

    [Fact]
    public void Count_ClockALittleBehind_CountsInTheMinuteThatHasBegunElsewhere()
    {
        var (tally, changed) = RateLimitRules.Count(Row(Earlier(-1), 1), Now, Request("a"));

        Assert.Equal((2, Now.End.AddMinutes(1)), (tally.Observed, tally.Reset));
        Assert.Equal(Earlier(-1), changed!.Window);
    }

    [Fact]
    public void Count_RowOfAClockFarAhead_DoesNotLockAnybodyOut()
    {
        var (tally, changed) = RateLimitRules.Count(Row(Earlier(-60), 2), Now, Request("a"));

        Assert.True(tally.IsAllowed);
        Assert.Equal(Now, changed!.Window);
    }

    [Fact]
    public void Count_UsedUp_RefusesAndWritesNothing()
    {
        var (tally, changed) = RateLimitRules.Count(Row(Now, 2), Now, Request("a"));

        Assert.Equal((false, 3, 0), (tally.IsAllowed, tally.Observed, tally.Remaining));
        Assert.Null(changed);
    }

    [Fact]
    public void Count_LimitLoweredBelowWhatWasUsed_Refuses() =>
        Assert.Equal(6, RateLimitRules.Count(Row(Now, 5), Now, Request("a")).Tally.Observed);

    [Fact]
    public void Count_RequestThatIsCountedAlready_IsNotCountedAgain()
    {
        var (tally, changed) = RateLimitRules.Count(Row(Now, 2, last: "a"), Now, Request("a"));

        Assert.Equal((true, 2), (tally.IsAllowed, tally.Observed));
        Assert.Null(changed);
    }

    [Fact]
    public void Count_MoreSubjectsThanARowHolds_RefusesTheNextButNotTheKnown()
    {
        var row = RateLimitRow.Empty(Now);
        for (long subject = 1; subject <= RateLimitRules.MaxSubjects; subject++)
            row = RateLimitRules.Count(row, Now, Request("a", subject)).Changed!;

        Assert.Equal(3, RateLimitRules.Count(row, Now, Request("b", RateLimitRules.MaxSubjects + 1)).Tally.Observed);
        Assert.Equal(2, RateLimitRules.Count(row, Now, Request("b", 1)).Tally.Observed);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(59.0001, 1)]
    [InlineData(60, 1)]
    [InlineData(37.5, 23)]
    public void SecondsLeft_AnyMomentOfTheMinute_IsEnoughForTheNext(double passed, int seconds) =>
        Assert.Equal(seconds, RateLimitRules.Count(null, Now, Request("a")).Tally.SecondsLeft(Now.Start.AddSeconds(passed)));

    private static RateLimitWindow Earlier(int minutes) => new(Now.Start.AddMinutes(-minutes));

    private static RateLimitRow Row(RateLimitWindow window, int count, string last = "z") =>
        new(window, RateLimitRow.Empty(window).Uses.Add(0, new(count, last)), new ETag("tag"));

    private static RateLimitCall Request(string id, long subject = 0) => new(RateLimit.Export, "ann", subject, Allowed: 2, id);
}
