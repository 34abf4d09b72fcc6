using Azure.Data.Tables;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>What calls cost as Azure bills and scans them, over a history of real size: rows looked at, and transactions.</summary>
public sealed class CountedCostTests
{
    private const int Finished = 100_000;
    private const int Active = 50;
    private const int BatchSize = 100;

    [Fact]
    public async Task StuckSweep_Over100000FinishedAnd50Active_ExaminesNoMoreThanTheActive()
    {
        await using var export = await ExportScenario.StartAsync();
        await SeedFinishedAsync(export, Enumerable.Range(1, Finished / BatchSize).Select(project => (long)project));

        await SeedActiveAsync(export, Enumerable.Range(1, Active).Select(project => (long)project), TimeSpan.Zero);
        var (idle, idleCost) = await MeasureSweepAsync(export);
        await SeedActiveAsync(export, Enumerable.Range(1, Active).Select(project => (long)project), TimeSpan.FromHours(6));
        var (stuck, stuckCost) = await MeasureSweepAsync(export);

        Assert.Equal((Active, 0), (idle.Seen, idle.Failed));
        Assert.InRange(idleCost.Examined, Active, Active);
        // One range of the active index and one of the expired archives; then one point read per active job.
        Assert.Equal(2 + Active, idleCost.Transactions);
        Assert.Equal((2 * Active, Active, 0), (stuck.Seen, stuck.Failed, stuck.Errors));
        // To rebuild a project's entity, its other active job and its newest ended one are looked at.
        Assert.InRange(stuckCost.Examined, 2 * Active, 4 * Active);
        Assert.InRange(stuckCost.Transactions, 2 + (2 * Active), 2 + (16 * Active));
    }

    [Fact]
    public async Task Status_OverALongHistory_ExaminesTheActiveJobsAndTwoRowsAndReadsTheQueueOnce()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(("a", "b"));
        await export.ExportAsync();
        var alone = await StatusCostAsync(export);
        await SeedFinishedAsync(export, Enumerable.Repeat(export.Project, 50));
        var withHistory = await StatusCostAsync(export);
        await SeedActiveAsync(export, Enumerable.Repeat(export.Project, 3), TimeSpan.Zero);
        await export.Service<ExportQueueTable>().WriteAsync(QueueBoard.Of([], export.Host.Clock.GetUtcNow()), default);
        var withQueued = await StatusCostAsync(export);

        // One point read of the project; the pointer and the newest ended job, in two ranges. With a queued job one point read more.
        Assert.Equal((3, 2), alone);
        Assert.Equal(alone, withHistory);
        Assert.Equal((3 + 1, 2 + 3), withQueued);
    }

    private static async Task<(long Transactions, long Examined)> StatusCostAsync(ExportScenario export)
    {
        string[] all = [ProjectTable.Name, ProjectPathTable.Name, ProjectExportTable.Name, ProjectExportIndexTable.Name, ExportQueueTable.Name];
        var (_, cost) = await MeasureAsync(export, all, export.GetStatusAsync);
        return cost;
    }

    private static Task<(SweepCounts Result, (long Transactions, long Examined) Cost)> MeasureSweepAsync(ExportScenario export) =>
        MeasureAsync(export, [ProjectExportTable.Name, ProjectExportIndexTable.Name], export.RunSweepAsync);

    private static async Task<(T Result, (long Transactions, long Examined) Cost)> MeasureAsync<T>(
        ExportScenario export, string[] tables, Func<Task<T>> action)
    {
        var counters = tables.Select(export.Service<StorageMetrics>().Table).ToList();
        var before = (counters.Sum(counter => counter.Transactions), counters.Sum(counter => counter.EntitiesExamined));
        var result = await action();
        var cost = (
            counters.Sum(counter => counter.Transactions) - before.Item1, counters.Sum(counter => counter.EntitiesExamined) - before.Item2);
        return (result, cost);
    }

    /// <summary>For each entry one batch of finished jobs and their rows in the index of records, straight into the tables.</summary>
    private static async Task SeedFinishedAsync(ExportScenario export, IEnumerable<long> projects)
    {
        var jobs = export.Host.Tables.GetTableClient(ProjectExportTable.Name);
        var index = export.Host.Tables.GetTableClient(ProjectExportIndexTable.Name);
        var ended = export.Host.Clock.GetUtcNow();
        await Parallel.ForEachAsync(projects, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (project, cancellation) =>
        {
            var batch = Enumerable.Range(0, BatchSize).Select(_ => Job(export, project) with
            {
                Status = ExportJobStatus.Failed,
                Reason = FailureReason.Cancelled,
                FinishedAt = ended,
            }).ToList();
            await jobs.SubmitTransactionAsync(
                batch.Select(job => new TableTransactionAction(TableTransactionActionType.Add, ProjectExportJobRow.ToEntity(job))), cancellation);
            await index.SubmitTransactionAsync(
                batch.Select(job => new TableTransactionAction(TableTransactionActionType.Add, IndexRow(job, ended.AddDays(7)))), cancellation);
        });
    }

    private static async Task SeedActiveAsync(ExportScenario export, IEnumerable<long> projects, TimeSpan age)
    {
        foreach (var project in projects)
        {
            var job = Job(export, project);
            job = job with { CreatedAt = job.CreatedAt - age };
            await export.Service<ProjectExportIndexTable>().AddAsync(new ActiveProjectExport(project, job.JobId, job.CreatedAt), default);
            await export.Service<ProjectExportTable>().AddAsync(job, key: null, change: null, default);
        }
    }

    private static TableEntity IndexRow(ProjectExportJob job, DateTimeOffset due)
    {
        var record = new ProjectExportRecord(job.ProjectId, job.JobId, due);
        return new(ProjectExportKeys.RecordIndex, ProjectExportKeys.RecordIndexRow(record))
        {
            ["ProjectId"] = record.ProjectId,
            ["JobId"] = record.JobId,
            ["Due"] = record.Due,
        };
    }

    private static ProjectExportJob Job(ExportScenario export, long project)
    {
        var now = export.Host.Clock.GetUtcNow();
        return new() { ProjectId = project, JobId = ExportJobId.Create(export.Host.Clock), CreatedAt = now, UpdatedAt = now };
    }
}
