using Exports.EmbeddedHost.Engine.Replay;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Tests.Engine.Replay;

public sealed class RetryPolicyLoopTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(4, 40)]
    [InlineData(5, 60)]
    [InlineData(6, 60)]
    public void DelayAfter_DoublingFiveSeconds_IsCappedAtAMinute(int failures, int seconds)
    {
        var loop = Loop(new RetryPolicy(10, TimeSpan.FromSeconds(5), 2.0, TimeSpan.FromMinutes(1)));

        Assert.Equal(TimeSpan.FromSeconds(seconds), loop.DelayAfter(failures));
    }

    [Fact]
    public void DelayAfter_AnyPolicy_NeverShrinksAndStaysWithinFirstAndCap()
    {
        var policies =
            from first in Gen.Choose(1, 100_000)
            from factor in Gen.Choose(10, 50)
            from capFactor in Gen.Choose(1, 1_000)
            select new RetryPolicy(
                50, TimeSpan.FromMilliseconds(first), factor / 10.0, TimeSpan.FromMilliseconds((double)first * capFactor));

        Prop.ForAll(policies.ToArbitrary(), policy =>
        {
            var delays = Enumerable.Range(1, 50).Select(Loop(policy).DelayAfter).ToArray();
            return delays[0] == policy.FirstRetryInterval
                && delays.Zip(delays.Skip(1)).All(pair => pair.First <= pair.Second)
                && delays.All(delay => delay <= policy.MaxRetryInterval);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void DelayAfter_InfiniteCap_DoesNotOverflow() =>
        Assert.Equal(TimeSpan.MaxValue, Loop(new RetryPolicy(2_000, TimeSpan.FromDays(1), 10, Timeout.InfiniteTimeSpan)).DelayAfter(1_000));

    private static RetryPolicyLoop Loop(RetryPolicy policy) => new(policy, () => DateTime.UnixEpoch, _ => Task.CompletedTask);
}
