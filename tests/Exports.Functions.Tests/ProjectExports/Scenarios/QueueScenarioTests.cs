using System.Text.Json;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>At most N exports run at once, first in, first out, and everybody sees how many are ahead.</summary>
public sealed class QueueScenarioTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(25)]
    [InlineData(1)]
    public async Task HundredJobs_StartInTheOrderOfTheirRequestsAndNeverMoreThanNAtOnce(int slots)
    {
        await using var queue = await QueueScenario.StartAsync(slots, projects: 2);
        var writes = Enumerable.Range(0, 100).Select(_ => queue.Gate.Hold("WriteSegment")).ToList();
        var jobs = await queue.StartExportsAsync(100);
        await queue.UntilAsync(async () => (await queue.QueueAsync()).Tickets.Count == 100 - slots);

        // Each end lets exactly one in: whose attempt arrives next, has begun; and it is the next one of the line.
        for (var begun = 0; begun < jobs.Count; begun++)
        {
            await writes[begun].ArrivedAsync();
            if (begun < slots - 1)
                continue;
            Assert.Equal("started", await queue.OutcomeAsync(jobs[begun]));
            Assert.Equal(jobs.Count - begun - 1, (await queue.QueueAsync()).Tickets.Count);
            writes[begun - slots + 1].Release();
        }

        writes.ForEach(write => write.Release());
        await queue.Host.SettleAsync();
        Assert.Equal(100, Count(await queue.JobsAsync(), "finished"));
        Assert.Equal(slots, queue.Witness.MostStarted);
        var left = await queue.QueueAsync();
        Assert.Empty(left.Holders);
        Assert.Empty(left.Tickets);
    }

    [Theory]
    [InlineData((int)EngineMode.Cached)]
    [InlineData((int)EngineMode.ReplayFromScratch)]
    [InlineData((int)EngineMode.UpstreamDefects)]
    [InlineData((int)EngineMode.DuplicateDelivery)]
    public async Task TwentyJobs_InEachModeOfTheEngine_AllFinishAndNeverMoreThanNAtOnce(int mode)
    {
        await using var queue = await QueueScenario.StartAsync(slots: 3, projects: 2, (EngineMode)mode);

        await queue.StartExportsAsync(20);
        await queue.Host.SettleAsync();

        Assert.Equal(20, Count(await queue.JobsAsync(), "finished"));
        Assert.InRange(queue.Witness.MostStarted, 1, 3);
        Assert.Empty((await queue.QueueAsync()).Holders);
    }

    [Fact]
    public async Task Position_IsHowManyAreAheadAndFalls()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var writes = Enumerable.Range(0, 4).Select(_ => queue.Gate.Hold("WriteSegment")).ToList();
        var jobs = await queue.StartExportsAsync(4);
        await queue.UntilStartedAsync(1);
        Assert.Equal([null, null, null, null], await PositionsAsync(queue, jobs));

        await queue.Host.AdvanceAsync(Minute, pastActivities: true);
        Assert.Equal([null, 0, 1, 2], await PositionsAsync(queue, jobs));
        Assert.Equal([1, 2], new[] { await ProjectPositionAsync(queue, 0), await ProjectPositionAsync(queue, 1) });

        writes[0].Release();
        await queue.UntilAsync(jobs[1], "started");
        await queue.Host.AdvanceAsync(Minute, pastActivities: true);
        Assert.Equal([null, null, 0, 1], await PositionsAsync(queue, jobs));

        writes.ForEach(write => write.Release());
        await queue.Host.SettleAsync();
        Assert.Equal([null, null, null, null], await PositionsAsync(queue, jobs));
        Assert.Null(await ProjectPositionAsync(queue, 0));
    }

    [Fact]
    public async Task Position_OlderThanAMinute_IsNotShown()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 1);
        queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await queue.UntilStartedAsync(1);
        await queue.Host.AdvanceAsync(Minute, pastActivities: true);
        Assert.Equal([null, 0], await PositionsAsync(queue, jobs));

        queue.Gate.Fail("ExportWatchdog", "late");
        await queue.Host.AdvanceAsync(Minute, pastActivities: true);
        Assert.Equal([null, 0], await PositionsAsync(queue, jobs));
        await queue.Host.AdvanceAsync(TimeSpan.FromSeconds(16), pastActivities: true);

        Assert.Equal([null, null], await PositionsAsync(queue, jobs));
    }

    [Fact]
    public async Task Position_CostsOneReadBesideTheProjectsActiveJobs()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        queue.Gate.Hold("WriteSegment");
        await queue.StartExportsAsync(30);
        await queue.UntilStartedAsync(1);
        await queue.Host.AdvanceAsync(Minute, pastActivities: true);

        var jobs = await CostAsync(queue, ProjectExportTable.Name);
        var line = await CostAsync(queue, ExportQueueTable.Name);
        var others = await CostAsync(queue, ProjectExportIndexTable.Name);

        // Two ranges: its 15 active jobs, and no ended one; one row for the queue; nothing that belongs to other projects.
        Assert.Equal((2, 15), jobs);
        Assert.Equal(1, line.Transactions);
        Assert.Equal((0, 0), others);
    }

    [Fact]
    public async Task Slots_RaisedAndLowered_TakeEffectWithinAMinute()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var writes = Enumerable.Range(0, 6).Select(_ => queue.Gate.Hold("WriteSegment")).ToList();
        await queue.StartExportsAsync(6);
        await queue.UntilStartedAsync(1);

        queue.SetSlots(3);
        await queue.Host.AdvanceAsync(Minute, pastActivities: true);
        await queue.UntilStartedAsync(3);

        queue.SetSlots(2);
        writes[0].Release();
        await queue.UntilStartedAsync(2);
        await queue.Host.AdvanceAsync(Minute, pastActivities: true);
        Assert.Equal(2, Count(await queue.JobsAsync(), "started"));

        writes.ForEach(write => write.Release());
        await queue.Host.SettleAsync();
        Assert.Equal(6, Count(await queue.JobsAsync(), "finished"));
    }

    private static Task<(long Transactions, long Examined)> CostAsync(QueueScenario queue, string table) =>
        queue.CostAsync(() => ProjectPositionAsync(queue, 0), table);

    private static async Task<List<int?>> PositionsAsync(QueueScenario queue, List<string> jobs)
    {
        var seen = await queue.JobsAsync();
        return [.. jobs.Select(job => Position(seen[job]))];
    }

    private static async Task<int?> ProjectPositionAsync(QueueScenario queue, int project) =>
        Position(await queue.Host.Http.GetJsonAsync($"/projects/{queue.Project(project)}/export"));

    private static int? Position(JsonElement answer) =>
        answer.GetProperty("queue_position") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static string Status(JsonElement job) => job.GetProperty("status").GetString()!;

    private static int Count(Dictionary<string, JsonElement> jobs, string status) => jobs.Values.Count(job => Status(job) == status);
}
