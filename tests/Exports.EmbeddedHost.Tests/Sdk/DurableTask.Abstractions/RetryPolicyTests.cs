using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Tests.Sdk.DurableTask.Abstractions;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Defaults()
    {
        var policy = new RetryPolicy(3, Second);

        Assert.Equal((3, Second, 1.0), (policy.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient));
        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
        Assert.True(policy.Handle(new InvalidOperationException()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void P1_AttemptsBelowOne_AreRefused(int attempts)
        => AssertRefused("maxNumberOfAttempts", () => new RetryPolicy(attempts, Second));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void P1_FirstIntervalNotAboveZero_IsRefused(int seconds)
        => AssertRefused("firstRetryInterval", () => new RetryPolicy(1, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void P1_BackoffBelowOne_IsRefused()
        => AssertRefused("backoffCoefficient", () => new RetryPolicy(1, Second, backoffCoefficient: 0.99));

    [Fact]
    public void P1_MaxIntervalBelowFirst_IsRefusedUnlessInfinite()
    {
        AssertRefused("maxRetryInterval", () => new RetryPolicy(1, Second, maxRetryInterval: Second / 2));
        Assert.Equal(Timeout.InfiniteTimeSpan, new RetryPolicy(1, Second, maxRetryInterval: Timeout.InfiniteTimeSpan).MaxRetryInterval);
        Assert.Equal(Second, new RetryPolicy(1, Second, maxRetryInterval: Second).MaxRetryInterval);
    }

    [Fact]
    public void P1_TimeoutBelowFirst_IsRefusedUnlessInfinite()
    {
        AssertRefused("retryTimeout", () => new RetryPolicy(1, Second, retryTimeout: Second / 2));
        Assert.Equal(Timeout.InfiniteTimeSpan, new RetryPolicy(1, Second, retryTimeout: Timeout.InfiniteTimeSpan).RetryTimeout);
    }

    [Fact]
    public void HandleFailure_JudgesTheFailureDetailsOfAFailedTask()
    {
        var policy = new RetryPolicy(1, Second) { HandleFailure = failure => failure.ErrorType == "Transient" };

        Assert.True(policy.Handle(Failed("Transient")));
        Assert.False(policy.Handle(Failed("Permanent")));
        Assert.Throws<InvalidOperationException>(() => policy.Handle(new IOException()));
    }

    private static TaskFailedException Failed(string errorType) => new("task", 0, new TaskFailureDetails(errorType, "", null, null, null));

    private static void AssertRefused(string parameter, Func<RetryPolicy> create)
        => Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(create).ParamName);
}
