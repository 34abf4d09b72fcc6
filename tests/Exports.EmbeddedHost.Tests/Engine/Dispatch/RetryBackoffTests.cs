using Exports.EmbeddedHost.Engine.Dispatch;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class RetryBackoffTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(5, 1_600)]
    [InlineData(8, 10_000)]
    [InlineData(1_000, 10_000)]
    public void DelayAfter_Failures_DoublesUpToTenSeconds(int failures, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), RetryBackoff.DelayAfter(failures));
}
