using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.ProjectExports.Watchdog;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.ProjectExports.Watchdog;

public sealed class WatchdogRulesTests
{
    private static readonly DateTimeOffset Now = ManualTimeProvider.DefaultStart;
    private static readonly ProjectExportOptions Settings = new();

    [Theory]
    [InlineData(ExportJobStatus.Started, false, 30, false)]
    [InlineData(ExportJobStatus.Started, false, 31, true)]
    // Between two activities no heartbeat is due.
    [InlineData(ExportJobStatus.Started, true, 31, false)]
    [InlineData(ExportJobStatus.Started, true, 15 * 60, false)]
    [InlineData(ExportJobStatus.Started, true, 15 * 60 + 1, true)]
    // Nobody works.
    [InlineData(ExportJobStatus.Queued, false, 6 * 3600, false)]
    [InlineData(ExportJobStatus.Finished, false, 6 * 3600, false)]
    [InlineData(ExportJobStatus.Failed, false, 6 * 3600, false)]
    internal void IsSilent_SecondsSinceTheHeartbeat_Decide(ExportJobStatus status, bool awaitsWorker, int seconds, bool expected) =>
        Assert.Equal(expected, WatchdogRules.IsSilent(Job(status) with { AwaitsWorker = awaitsWorker, HeartbeatAt = Now.AddSeconds(-seconds) }, Now, Settings));

    [Fact]
    public void IsSilent_NextAttemptWaitsForItsTime_IsNot() =>
        Assert.False(WatchdogRules.IsSilent(Job(ExportJobStatus.Started) with { NextAttemptAt = Now.AddMinutes(-10) }, Now, Settings));

    [Theory]
    [InlineData(14, false)]
    [InlineData(16, true)]
    public void IsSilent_UploadWaitsForItsNextTry_CountsFromThere(int minutesSince, bool expected)
    {
        var upload = new UploadTarget("host", UploadMethod.Put, Url: null) { NextTryAt = Now.AddMinutes(-minutesSince) };

        Assert.Equal(expected, WatchdogRules.IsSilent(Job(ExportJobStatus.Started) with { AwaitsWorker = true, Upload = upload }, Now, Settings));
    }

    [Theory]
    [InlineData(ExportJobStatus.Queued, false, 59, QueueFault.None)]
    [InlineData(ExportJobStatus.Queued, false, 60, QueueFault.WithoutTicket)]
    [InlineData(ExportJobStatus.Queued, true, 0, QueueFault.Untold)]
    [InlineData(ExportJobStatus.Started, true, 3600, QueueFault.None)]
    [InlineData(ExportJobStatus.Started, false, 59, QueueFault.None)]
    [InlineData(ExportJobStatus.Started, false, 60, QueueFault.WithoutSlot)]
    [InlineData(ExportJobStatus.Failed, true, 3600, QueueFault.None)]
    internal void Compare_RowAndQueue_GiveTheFault(ExportJobStatus status, bool holds, int ageInSeconds, QueueFault expected)
    {
        var at = Now.AddSeconds(-ageInSeconds);
        var queue = new ExportQueueState { Holders = holds ? ["job"] : [] };

        Assert.Equal(expected, WatchdogRules.Compare(Job(status) with { CreatedAt = at, StartedAt = at }, queue, Now));
    }

    private static ProjectExportJob Job(ExportJobStatus status) =>
        new() { ProjectId = 1, JobId = "job", Status = status, Attempt = 1, HeartbeatAt = Now.AddHours(-1) };
}
