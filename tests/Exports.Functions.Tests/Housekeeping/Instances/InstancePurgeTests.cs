using Exports.Functions.Housekeeping.Instances;
using Exports.Functions.Tests.ProjectExports.Scenarios;

namespace Exports.Functions.Tests.Housekeeping.Instances;

/// <summary>Histories of finished orchestrations go, those of helpers too; nothing that runs is touched.</summary>
public sealed class InstancePurgeTests
{
    [Fact]
    public async Task RunOnceAsync_FinishedLongAgo_IsPurgedAndWhatRunsStays()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(("a", "b"));
        await export.ExportAsync();
        export.Host.Clock.Advance(TimeSpan.FromHours(24));
        await export.Host.SettleAsync();
        var removal = $"delete-archive-{export.Project}-1";
        Assert.True((await export.Host.Durable.GetInstanceAsync(removal, default))?.IsCompleted);
        var write = export.Gate.Hold("WriteSegment");
        var running = await export.StartExportAsync();
        await write.ArrivedAsync();
        var purge = export.Service<InstancePurge>();

        var early = await purge.RunOnceAsync(export.Host.Durable, default);
        var late = await export.Create<InstancePurge>(new LaterTime(export.Host.Clock, TimeSpan.FromDays(8))).RunOnceAsync(export.Host.Durable, default);

        Assert.Equal(0, early.PurgedInstanceCount);
        Assert.True(late.PurgedInstanceCount >= 2, $"{late.PurgedInstanceCount} purged");
        Assert.Null(await export.Host.Durable.GetInstanceAsync(removal, default));
        Assert.True((await export.Host.Durable.GetInstanceAsync(running, default))?.IsRunning);
        write.Release();
        await export.Host.SettleAsync();
        Assert.Equal("finished", await export.StatusAsync());
    }

    /// <summary>A clock that is ahead, for one service alone: what it looks at keeps running at its own time.</summary>
    private sealed class LaterTime(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;
    }
}
