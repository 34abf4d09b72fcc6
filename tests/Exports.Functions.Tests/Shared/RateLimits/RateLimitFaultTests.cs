using Exports.EmbeddedHost.Engine.Faults;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Tests.Shared.RateLimits;

/// <summary>Limits over a table that answers late, wrongly or not at all.</summary>
public sealed class RateLimitFaultTests
{
    [Theory]
    [InlineData(500)]
    [InlineData(408)]
    public async Task Count_WriteAppliedAndReportedAsTimedOut_IsCountedOnce(int status)
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "2"));
        limited.Faults.TimeOutAfterApplying(1, IsCount, status);

        var first = await RateLimitAnswer.ReadAsync(limited.ExportAsync());
        var second = await RateLimitAnswer.ReadAsync(limited.ExportAsync());

        Assert.Single(limited.Faults.Struck);
        Assert.Equal((202, 1, 1), (first.Status, first.Observed, first.Remaining));
        Assert.Equal((202, 2, 0), (second.Status, second.Observed, second.Remaining));
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.ExportAsync())).Status);
    }

    [Fact]
    public async Task Count_OnlyUseOfALimitOfOneTimesOutAfterApplying_IsNotRefusedByItself()
    {
        await using var limited = await RateLimitScenario.StartWithArchiveAsync();
        limited.Faults.TimeOutAfterApplying(1, IsCount);

        Assert.Equal(200, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync())).Status);
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.DownloadAsync())).Status);
    }

    [Fact]
    public async Task Count_WriteLostOrRefused_IsDecidedAgain()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "3"));
        limited.Faults.TimeOutWithoutApplying(1, IsCount).Conflict(2, IsCount).Busy(4, IsCount);

        for (var used = 1; used <= 3; used++)
            Assert.Equal(used, (await RateLimitAnswer.ReadAsync(limited.ExportAsync())).Observed);

        Assert.Equal(3, limited.Faults.Struck.Count);
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.ExportAsync())).Status);
    }

    [Fact]
    public async Task Count_TableDown_LetsTheRequestThroughUncountedAndSaysSo()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "1"));
        for (var write = 1; write <= 3; write++)
            limited.Faults.Busy(write, IsCount);

        Assert.Equal(new(202, null, null, null, null, null, null, null), await RateLimitAnswer.ReadAsync(limited.ExportAsync()));
        Assert.Equal((202, 1), (await RateLimitAnswer.ReadAsync(limited.ExportAsync())) is var next ? (next.Status, next.Observed) : default);
        Assert.Contains(limited.Host.Logs.Entries, entry =>
            entry.Level == LogLevel.Warning && entry.Message == "project_export could not be counted for anonymous; the request goes on uncounted");
    }

    [Fact]
    public async Task Count_ProcessDiesAfterCounting_GoesOnFromTheCount()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "2"));
        await RateLimitAnswer.ReadAsync(limited.ExportAsync());

        await limited.Host.CrashAsync();
        await limited.Host.RestartAsync();

        Assert.Equal(2, (await RateLimitAnswer.ReadAsync(limited.ExportAsync())).Observed);
        Assert.Equal(429, (await RateLimitAnswer.ReadAsync(limited.ExportAsync())).Status);
    }

    private static bool IsCount(CommitPoint point) => point.Subject.StartsWith(RateLimitTable.Name, StringComparison.Ordinal);
}
