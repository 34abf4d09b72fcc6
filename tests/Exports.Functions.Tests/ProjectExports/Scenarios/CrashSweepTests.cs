using Exports.Functions.Storage.Tables;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>
/// A whole export, over and over: the process dies just before and just after each of its commits, and each of its table and blob
/// writes is applied and reports a timeout. The end is always the same: finished, one job, one correct archive, nothing else.
/// </summary>
public sealed class CrashSweepTests
{
    private const string Text = "all work and no play makes a dull archive ";

    [Fact]
    public Task Export_CrashJustBeforeAnyCommit_EndsFinished() => SweepAsync(run => run.Commits, CrashPlan.BeforeCommit);

    [Fact]
    public Task Export_CrashJustAfterAnyCommit_EndsFinished() => SweepAsync(run => run.Commits, CrashPlan.AfterCommit);

    [Fact]
    public Task Export_AnyStorageWriteAppliedAndTimedOut_EndsFinished() => SweepAsync(run => run.Writes, CrashPlan.TimeOutWrite);

    /// <summary>From the moment at which the archive's time is over: the entity's timer, the removal's orchestration, its three writes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Expiry_CrashAtAnyCommit_LeavesNothing(bool afterCommit)
    {
        var (before, after) = await ExpireAsync(CrashPlan.None());
        Assert.True(after - before > 3, $"An expiry has {after - before} commits?");

        for (var k = before + 1; k <= after; k++)
            await ExpireAsync(afterCommit ? CrashPlan.AfterCommit(k) : CrashPlan.BeforeCommit(k));
    }

    private static async Task<(int Before, int After)> ExpireAsync(CrashPlan plan)
    {
        await using var export = await ExportScenario.StartAsync(faults: plan);
        await export.CreateProjectAsync(("a.txt", Text));
        await export.ExportAsync();
        await export.Host.AdvanceAsync(TimeSpan.FromHours(23.5));
        Assert.Single(export.Blobs());
        var before = plan.Commits.Count;

        await Task.WhenAny(export.Host.AdvanceAsync(TimeSpan.FromHours(0.5)), plan.Crashed);
        var after = plan.Commits.Count;
        if (plan.Crashed.IsCompleted)
        {
            await export.Host.CrashAsync();
            await export.Host.RestartAsync();
        }

        await export.Host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal("none", await export.StatusAsync());
        Assert.Contains("expired", await export.DownloadErrorAsync(), StringComparison.Ordinal);
        Assert.Empty(export.Blobs());
        Assert.Empty(await export.ExpiryIndexAsync());
        return (before, after);
    }

    private static async Task SweepAsync(Func<RunCounts, (int Before, int After)> range, Func<int, CrashPlan> fault)
    {
        var (before, after) = range(await RunAsync(CrashPlan.None()));
        Assert.True(after - before > 10, $"An export has {after - before} commits?");

        var missed = 0;
        for (var k = before + 1; k <= after; k++)
        {
            try
            {
                missed += range(await RunAsync(fault(k))).After < k - 1 ? 1 : 0;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Fault {k} of {before + 1} to {after}: {failure.Message}", failure);
            }
        }

        // Messages that fall into one commit or two make the count vary by a few; a sweep that misses more has tested nothing.
        Assert.True(missed * 10 <= after - before, $"{missed} of {after - before} faults never came.");
    }

    private static async Task<RunCounts> RunAsync(CrashPlan plan)
    {
        await using var export = await ExportScenario.StartAsync(faults: plan, smallBlocks: true);
        await export.CreateProjectAsync(("a.txt", Text), ("b/c.txt", string.Concat(Enumerable.Repeat(Text, 100))));
        var (commits, writes) = (plan.Commits.Count, plan.StorageWrites);

        var accepted = await TryStartAsync(export);
        if (await CrashedAsync(export, plan))
        {
            await export.Host.RestartAsync();
            await VerifyIndexedAsync(export);
        }

        // The client that got no 202 asks again, with the same key.
        if (!accepted)
            await export.StartExportAsync(key: "k");
        await export.Host.AdvanceUntilAsync(async () => await export.StatusAsync() == "finished", TimeSpan.FromHours(6));
        await export.Host.SettleAsync();

        var counts = new RunCounts((commits, plan.Commits.Count), (writes, plan.StorageWrites));
        await VerifyAsync(export);
        return counts;
    }

    private static async Task<bool> TryStartAsync(ExportScenario export)
    {
        try
        {
            using var response = await export.PostExportAsync(key: "k");
            return (int)response.StatusCode == 202;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> CrashedAsync(ExportScenario export, CrashPlan plan)
    {
        await Task.WhenAny(export.Host.SettleAsync(), plan.Crashed);
        if (!plan.Crashed.IsCompleted)
            return false;
        await export.Host.CrashAsync();
        return true;
    }

    /// <summary>Wherever the process died: an active job is in the index, or the sweep would never find it.</summary>
    private static async Task VerifyIndexedAsync(ExportScenario export)
    {
        var table = export.Service<ProjectExportTable>();
        var active = (await table.GetSnapshotAsync(export.Project, default)).Active;
        var indexed = (await export.ActiveIndexAsync()).Select(row => row.JobId).ToHashSet();
        foreach (var job in active.Where(job => !indexed.Contains(job.JobId)))
            Assert.False((await table.FindJobAsync(export.Project, job.JobId, default))!.IsActive, $"{job.JobId} is active and not in the index.");
    }

    private static async Task VerifyAsync(ExportScenario export)
    {
        Assert.Equal("finished", await export.LatestJobAsync());
        Assert.Equal(1, (await export.ListJobsAsync()).GetArrayLength());
        Assert.Single(export.Blobs());
        Assert.Equal(2, (await export.DownloadVerifiedAsync()).Manifest.FileCount);

        // A request that died between its two rows left one in the index; the hourly sweep takes it, and nothing else.
        await export.Host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Empty(await export.ActiveIndexAsync());
        Assert.Equal("finished", await export.StatusAsync());
        Assert.Single(export.Blobs());
    }

    private sealed record RunCounts((int Before, int After) Commits, (int Before, int After) Writes);
}
