using Exports.Functions.ProjectExports;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.ProjectExports;

/// <summary>Everybody at once on one job. Whoever wins, the rows tell one story.</summary>
public sealed class ExportLedgerRaceTests
{
    [Fact]
    public async Task FinishAndFail_AtOnce_OneOfThemHappened()
    {
        using var store = await LedgerFixture.CreateAsync();
        long generation = 0;
        for (var round = 0; round < 40; round++)
        {
            var job = await store.EnqueueAsync();
            await store.BeginAsync(job, 1);

            var results = await Task.WhenAll(
                Task.Run(() => store.FinishAsync(job, 1)),
                Task.Run(() => store.Ledger.FailAsync(new(7, job.JobId, FailureReason.Cancelled, "x"), default)),
                Task.Run(() => store.Ledger.HeartbeatAsync(LedgerFixture.Attempt(job, 1), ExportPhase.Archiving, null, default)),
                Task.Run(() => store.FinishAsync(job, 1)));

            var ended = (await store.Ledger.FindAsync(LedgerFixture.Key(job), default))!;
            var pointer = await store.Jobs.GetArchiveAsync(LedgerFixture.ProjectId, default);
            var finished = ended.Status is ExportJobStatus.Finished;
            generation += finished ? 1 : 0;
            Assert.Equal(generation, pointer?.Generation ?? 0);
            Assert.Equal(finished, pointer?.JobId == job.JobId);
            Assert.Equal(ended.Status, results[1]!.Status);
            Assert.Equal((finished, finished), (results[0] is not null, results[3] is not null));
        }

        Assert.Empty((await store.SnapshotAsync()).Active);
    }

    [Fact]
    public async Task BeginOfTwoAttempts_AtOnce_OneHolds()
    {
        using var store = await LedgerFixture.CreateAsync();
        for (var round = 0; round < 20; round++)
        {
            var job = await store.EnqueueAsync();

            var begun = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => store.BeginAsync(job, 1 + i % 2))));

            var position = (await store.Ledger.FindAsync(LedgerFixture.Key(job), default))!.Position;
            Assert.True(position.Holds(2));
            Assert.All(begun.Where((_, i) => i % 2 == 1), Assert.NotNull);
        }
    }

    [Fact]
    public async Task ManyJobsFinish_AtOnce_GenerationsHaveNoGap()
    {
        using var store = await LedgerFixture.CreateAsync();
        var jobs = new List<ProjectExportJob>();
        for (var i = 0; i < 6; i++)
        {
            jobs.Add(await store.EnqueueAsync());
            await store.BeginAsync(jobs[^1], 1);
        }

        var finished = await Task.WhenAll(jobs.Select(job => Task.Run(() => store.FinishAsync(job, 1))));

        Assert.Equal([1, 2, 3, 4, 5, 6], finished.Select(job => job!.Generation).Order());
        var latest = finished.Single(job => job!.Generation == 6)!;
        Assert.Equal(latest.Archive, (await store.SnapshotAsync()).Archive!.Archive);
        Assert.Equal(5, finished.Count(job => job!.SupersededBlob is not null));
    }
}
