using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Housekeeping.Contents;
using Exports.Functions.Tests.ProjectExports;

namespace Exports.Functions.Tests.Storage.Tables;

/// <summary>A status whose range comes row by row, while jobs end between any two of the answers.</summary>
public sealed class ProjectExportSnapshotTests
{
    [Fact]
    public async Task GetSnapshotAsync_JobFinishesBetweenAnyTwoAnswers_ItOrItsArchiveIsSeen()
    {
        for (var at = 1; at <= 3; at++)
        {
            using var store = await LedgerFixture.CreateAsync();
            await FinishedAsync(store);
            var jobs = await ActiveAsync(store, 3);

            var snapshot = await SnapshotAsync(store, at, () => store.FinishAsync(jobs[2], 1));

            AssertOneMoment(snapshot, jobs[2]);
        }
    }

    [Fact]
    public async Task GetSnapshotAsync_OlderJobFinishesAndNewerFailsBetweenAnswers_TheArchiveIsSeen()
    {
        using var store = await LedgerFixture.CreateAsync();
        await FinishedAsync(store);
        var jobs = await ActiveAsync(store, 2);

        var snapshot = await SnapshotAsync(store, at: 1, async () =>
        {
            await store.FinishAsync(jobs[0], 1);
            await store.Ledger.FailAsync(new(LedgerFixture.ProjectId, jobs[1].JobId, FailureReason.Cancelled, "x"), default);
        });

        Assert.Empty(snapshot.Active);
        Assert.Equal((jobs[0].JobId, jobs[1].JobId), (snapshot.Archive!.JobId, snapshot.LatestEnded!.JobId));
    }

    [Fact]
    public async Task GetSnapshotAsync_CutRangeAndNothingHappens_CostsOnePointReadMore()
    {
        using var store = await LedgerFixture.CreateAsync();
        await FinishedAsync(store);
        await ActiveAsync(store, 2);
        var (rows, calls) = await CostAsync(store, () => store.SnapshotAsync());
        Assert.Equal((4, 2), (rows, calls));

        // One row to an answer: three answers instead of one, and the pointer once more.
        (rows, calls) = await CostAsync(store, () => SnapshotAsync(store, at: 0, () => Task.CompletedTask));

        Assert.Equal(4, rows);
        Assert.Equal(5, calls);
    }

    private static async Task<(long Rows, long Calls)> CostAsync(LedgerFixture store, Func<Task> read)
    {
        var counter = store.Metrics.Table(ProjectExportTable.Name);
        var (rows, calls) = (counter.EntitiesExamined, counter.Transactions);
        await read();
        return (counter.EntitiesExamined - rows, counter.Transactions - calls);
    }

    private static void AssertOneMoment(ProjectExportSnapshot snapshot, ProjectExportJob finishing)
    {
        var isActive = snapshot.Active.Any(job => job.JobId == finishing.JobId);
        Assert.NotEqual(isActive, snapshot.Archive!.JobId == finishing.JobId);
        Assert.Equal(isActive ? 1 : 2, snapshot.Archive.Generation);
    }

    /// <summary>Reads row by row; something happens behind the answer with this number.</summary>
    private static Task<ProjectExportSnapshot> SnapshotAsync(LedgerFixture store, int at, Func<Task> happening)
    {
        var tables = new TableStore(store.Database, store.Clock, store.Metrics) { Shaping = new PageShaping(MaxItemsPerPage: 1) };
        return new ProjectExportTable(new BetweenPages(tables, new Intruder(at, happening).PassAsync))
            .GetSnapshotAsync(LedgerFixture.ProjectId, default);
    }

    private static async Task FinishedAsync(LedgerFixture store) => await store.FinishAsync((await ActiveAsync(store, 1))[0], 1);

    private static async Task<List<ProjectExportJob>> ActiveAsync(LedgerFixture store, int count)
    {
        var jobs = new List<ProjectExportJob>();
        for (var i = 0; i < count; i++)
            jobs.Add(await store.EnqueueAsync(key: $"key-{store.Clock.GetUtcNow():O}"));
        foreach (var job in jobs)
            Assert.NotNull(await store.BeginAsync(job, 1));
        return jobs;
    }
}
