using Azure.Data.Tables;
using Exports.Functions.ProjectExports;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>What the hourly timer function puts right.</summary>
public sealed class SweepScenarioTests
{
    private static readonly (string, string)[] Files = [("a", "b")];

    [Fact]
    public async Task Stuck_OrchestrationTerminated_IsFailedByTheHourlySweep()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        export.Gate.Fail("WriteSegment", "always");
        var job = await export.StartExportAsync();
        await export.Host.SettleAsync();
        Assert.Equal("started", await export.StatusAsync());
        await export.Host.Durable.TerminateInstanceAsync(job);

        await export.Host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("none", await export.StatusAsync());
        Assert.Equal("failed/worker_lost", await export.LatestJobAsync());
        Assert.Empty(await export.ActiveIndexAsync());
        Assert.Empty(export.Blobs());
        var entity = await export.Host.Durable.Entities.GetEntityAsync<ProjectExportEntityState>(ProjectExportEntity.IdOf(export.Project));
        Assert.Empty(entity!.State.Active);
    }

    [Fact]
    public async Task Stuck_OrchestrationNeverScheduled_IsFailedOnceItIsOldEnough()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var now = export.Host.Clock.GetUtcNow();
        var job = new ProjectExportJob { ProjectId = export.Project, JobId = new('a', 32), CreatedAt = now, UpdatedAt = now };
        await export.Service<ProjectExportIndexTable>().AddAsync(new ActiveProjectExport(export.Project, job.JobId, now), default);
        await export.Service<ProjectExportTable>().AddAsync(job, key: null, change: null, default);
        Assert.Equal("queued", await export.StatusAsync());

        await export.RunSweepAsync();
        Assert.Equal("queued", await export.StatusAsync());
        export.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await export.RunSweepAsync();

        Assert.Equal("failed/never_started", await export.LatestJobAsync());
        Assert.Empty(await export.ActiveIndexAsync());
    }

    [Fact]
    public async Task DanglingIndexRow_IsRemovedOnceItIsOldEnough()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var entry = new ActiveProjectExport(export.Project, new('a', 32), export.Host.Clock.GetUtcNow());
        await export.Service<ProjectExportIndexTable>().AddAsync(entry, default);

        await export.RunSweepAsync();
        Assert.Single(await export.ActiveIndexAsync());
        export.Host.Clock.Advance(TimeSpan.FromMinutes(15));
        await export.RunSweepAsync();

        Assert.Empty(await export.ActiveIndexAsync());
        Assert.Equal("none", await export.StatusAsync());
    }

    [Fact]
    public async Task RowThatCannotBeDealtWith_DoesNotKeepTheOthersWaiting()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var enqueued = export.Host.Clock.GetUtcNow();
        var broken = new TableEntity(ProjectExportKeys.Partition(export.Project), ProjectExportKeys.Active(new('0', 32))) { ["Status"] = "?" };
        await export.Host.Tables.GetTableClient(ProjectExportTable.Name).AddEntityAsync(broken);
        foreach (var id in new string[] { new('0', 32), new('1', 32) })
            await export.Service<ProjectExportIndexTable>().AddAsync(new ActiveProjectExport(export.Project, id, enqueued), default);
        export.Host.Clock.Advance(TimeSpan.FromMinutes(15));

        var counts = await export.RunSweepAsync();

        Assert.Equal((2, 1, 1), (counts.Seen, counts.Errors, counts.Closed));
        Assert.Equal(new string('0', 32), Assert.Single(await export.ActiveIndexAsync()).JobId);
    }

    [Fact]
    public async Task RunningJob_IsLeftAlone()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        var write = export.Gate.Hold("WriteSegment");
        await export.StartExportAsync();
        await write.ArrivedAsync();
        export.Host.Clock.Advance(TimeSpan.FromMinutes(59));

        await export.RunSweepAsync();
        Assert.Equal("started", await export.StatusAsync());
        write.Release();
        await export.Host.SettleAsync();

        Assert.Equal("finished", await export.StatusAsync());
    }

    [Fact]
    public async Task Cost_GrowsWithActiveJobsAndNotWithHistory()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(Files);
        await export.ExportAsync();
        var once = await export.SweepCostAsync();
        for (var i = 0; i < 5; i++)
            await export.ExportAsync();

        Assert.Equal(once, await export.SweepCostAsync());
    }
}
