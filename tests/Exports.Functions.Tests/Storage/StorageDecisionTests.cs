using Azure;
using Exports.Functions.Storage;

namespace Exports.Functions.Tests.Storage;

public sealed class StorageDecisionTests
{
    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task RepeatAsync_LostToManyOthers_GetsThrough(int status) => Assert.Equal(50, await RoundsAsync(status, failures: 49));

    [Theory]
    [InlineData(0)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task RepeatAsync_OutcomeUnknown_LooksAgainAFewTimes(int status)
    {
        Assert.Equal(4, await RoundsAsync(status, failures: 3));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => RoundsAsync(status, failures: 10));
        Assert.Equal(status, failure.Status);
    }

    [Fact]
    public async Task RepeatAsync_EveryTryOfTheClientTimedOut_LooksAgain()
    {
        // The client gives a try up by itself after a while, and throws what it met together when it has tried often enough.
        var timedOut = new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout.");
        var round = 0;

        await StorageDecision.RepeatAsync(() => ++round == 1 ? throw new AggregateException(timedOut, timedOut) : Task.CompletedTask);

        Assert.Equal(2, round);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(413)]
    public async Task RepeatAsync_RefusedForGood_Rises(int status) =>
        await Assert.ThrowsAsync<RequestFailedException>(() => RoundsAsync(status, failures: 1));

    private static async Task<int> RoundsAsync(int status, int failures)
    {
        var round = 0;
        await StorageDecision.RepeatAsync(() => ++round <= failures ? throw new RequestFailedException(status, "refused") : Task.CompletedTask);
        return round;
    }
}
