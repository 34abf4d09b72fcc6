using Azure.Data.Tables;
using Exports.EmbeddedHost.Storage;
using Exports.Functions.ProjectExports;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>The list of a project's jobs where it is too long to count. Rows are put into the table directly.</summary>
public sealed class ExportHistoryTests : IAsyncLifetime
{
    private const int Many = 10_050;

    private EmbeddedTestHost _host = null!;
    private long _project;

    private string Url => $"/api/v4/projects/{_project}/exports";

    private TableClient Table => _host.Tables.GetTableClient(ProjectExportTable.Name);

    private OperationCounter Cost => _host.Services.GetRequiredService<StorageMetrics>().Table(ProjectExportTable.Name);

    public async Task InitializeAsync()
    {
        _host = await ExportsTestHost.StartAsync();
        _project = await _host.Http.CreateProjectAsync("p");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task List_MoreThanTenThousand_IsWalkedByLinkAndEachPageCostsWhatItShows()
    {
        var jobs = Jobs(Many, active: 3);
        await SeedAsync(jobs);
        var ids = new List<string>();
        var costs = new List<long>();
        var examined = Cost.EntitiesExamined;
        await foreach (var page in _host.Http.PagesAsync($"{Url}?per_page=100"))
        {
            ids.AddRange(page.Select(job => job.GetProperty("id").GetString()!));
            costs.Add(Cost.EntitiesExamined - examined);
            examined = Cost.EntitiesExamined;
        }

        Assert.Equal(jobs.Select(job => job.JobId).Reverse(), ids);
        Assert.All(costs.Skip(1), cost => Assert.InRange(cost, 1, 105));
    }

    [Fact]
    public async Task List_JobEndsMeanwhile_ComesOnceAndInItsPlace()
    {
        var jobs = Jobs(60, active: 60);
        await SeedAsync(jobs);
        var ids = new List<string>();
        await foreach (var page in _host.Http.PagesAsync($"{Url}?pagination=keyset&per_page=20"))
        {
            ids.AddRange(page.Select(job => job.GetProperty("id").GetString()!));
            await EndAsync(jobs[^1], jobs[^20], jobs[0], jobs[25]);
        }

        Assert.Equal(jobs.Select(job => job.JobId).Reverse(), ids);
    }

    [Fact]
    public async Task List_TokenOfAnotherProject_Is400()
    {
        await SeedAsync(Jobs(2, active: 0));
        using var first = await _host.Http.GetAsync($"{Url}?pagination=keyset&per_page=1");
        var other = await _host.Http.CreateProjectAsync("other");

        using var response = await _host.Http.GetAsync(first.Next()!.Replace($"/{_project}/", $"/{other}/", StringComparison.Ordinal));

        Assert.Equal("400 Bad request - page_token is not one of this list", await response.ReadErrorAsync(400));
    }

    /// <summary>Oldest first; the active ones are not the newest, as happens when a job waits for its next attempt.</summary>
    private List<ProjectExportJob> Jobs(int count, int active)
    {
        var jobs = new List<ProjectExportJob>(count);
        for (var i = 0; i < count; i++)
        {
            _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            var now = _host.Clock.GetUtcNow();
            jobs.Add(new()
            {
                ProjectId = _project,
                JobId = ExportJobId.Create(_host.Clock),
                CreatedAt = now,
                UpdatedAt = now,
                Status = i < active ? ExportJobStatus.Started : ExportJobStatus.Finished,
            });
        }

        return jobs;
    }

    private async Task SeedAsync(IEnumerable<ProjectExportJob> jobs)
    {
        foreach (var batch in jobs.Chunk(100))
        {
            await Table.SubmitTransactionAsync(
                batch.Select(job => new TableTransactionAction(TableTransactionActionType.Add, ProjectExportJobRow.ToEntity(job))));
        }
    }

    private async Task EndAsync(params ProjectExportJob[] jobs)
    {
        foreach (var job in jobs)
        {
            if (await _host.Services.GetRequiredService<ProjectExportTable>().FindJobAsync(_project, job.JobId, default) is { Status: ExportJobStatus.Started })
                await _host.Services.GetRequiredService<ExportLedger>().FailAsync(new(_project, job.JobId, FailureReason.Cancelled, "Ended."), default);
        }
    }
}
