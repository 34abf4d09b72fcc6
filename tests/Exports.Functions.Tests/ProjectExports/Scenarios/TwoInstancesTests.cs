using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>Two instances of the HTTP functions over one store: no counter, cache or lock in a process decides anything.</summary>
public sealed class TwoInstancesTests
{
    [Fact]
    public async Task IdempotencyKey_SentToBothAtOnce_StandsForOneJob()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(("a", "b"));
        await using var second = await export.Host.StartInstanceAsync();

        for (var round = 1; round <= 20; round++)
        {
            var key = $"key-{round}";
            var jobs = await Task.WhenAll(Enumerable.Range(0, 6)
                .Select(request => StartAsync(request % 2 == 0 ? export.Host.Http : second.Http, export.Project, key)));
            Assert.Single(jobs.Distinct());
            await export.Host.SettleAsync();
            await export.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
            Assert.Equal(round, (await export.ListJobsAsync()).GetArrayLength());
            Assert.Single(export.Blobs());
        }
    }

    [Fact]
    public async Task Status_AskedOfTheOtherInstanceRightAfterThe202_IsNeverLessThanQueued()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(("a", "b"));
        await using var second = await export.Host.StartInstanceAsync();
        var begin = export.Gate.Hold("BeginAttempt");

        var job = await StartAsync(second.Http, export.Project, "k");

        Assert.Equal("queued", await export.StatusAsync());
        begin.Release();
        await export.Host.SettleAsync();
        var status = await second.Http.GetJsonAsync($"/projects/{export.Project}/export");
        Assert.Equal(("finished", job), (status.GetProperty("export_status").GetString(), status.GetProperty("latest_job").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Cancel_SentToTheOtherInstance_FailsTheJobAtOnceAndThePartialArchiveGoes()
    {
        await using var export = await ExportScenario.StartAsync(smallBlocks: true);
        await export.CreateProjectAsync(("big", new('x', 50_000)));
        await using var second = await export.Host.StartInstanceAsync();
        export.Gate.Hold("WriteSegment").Release();
        var write = export.Gate.Hold("WriteSegment");
        var job = await export.StartExportAsync();
        await write.ArrivedAsync();

        using (var cancelled = await second.Http.PostAsync($"{ApiClientExtensions.Api}/projects/{export.Project}/exports/{job}/cancel", null))
            await cancelled.ReadJsonAsync(202);
        Assert.Equal("failed/cancelled", await export.LatestJobAsync());
        write.Release();
        await export.Host.SettleAsync();

        Assert.Equal("none", await export.StatusAsync());
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task Slots_JobsOfBothAtOnce_NeverMoreThanThereAreAndBothSeeTheSameQueue()
    {
        const int Jobs = 12;
        await using var export = await ExportScenario.StartAsync(settings: ("MaxConcurrent", "2"));
        await export.CreateProjectAsync(("a", "b"));
        await using var second = await export.Host.StartInstanceAsync();
        var instances = new[] { export.Host.Http, second.Http };
        var runs = Enumerable.Range(0, Jobs).Select(_ => export.Gate.Hold("WriteSegment")).ToList();

        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(number => StartAsync(instances[number % 2], export.Project, $"key-{number}")));
        for (var number = 0; number < Jobs - 1; number++)
        {
            // Two hold a slot and wait here; the watchdog publishes the queue each minute.
            await Task.WhenAll(runs[number].ArrivedAsync(), runs[number + 1].ArrivedAsync());
            await export.Host.AdvanceAsync(TimeSpan.FromMinutes(1), pastActivities: true);
            var seen = await Task.WhenAll(instances.Select(http => SeeAsync(http, export.Project)));
            Assert.Equal(seen[0], seen[1]);
            Assert.Equal((2, string.Join(' ', Enumerable.Range(0, Jobs - number - 2))), seen[0]);
            runs[number].Release();
        }

        runs[^1].Release();
        await export.Host.SettleAsync();
        Assert.Equal("finished", await export.StatusAsync());
        Assert.Equal((0, ""), await SeeAsync(second.Http, export.Project));
        Assert.Single(export.Blobs());
    }

    /// <summary>How many jobs work, and the positions of those that wait.</summary>
    private static async Task<(int Started, string Positions)> SeeAsync(HttpClient http, long project)
    {
        var jobs = (await http.GetJsonAsync($"/projects/{project}/exports?per_page=100")).EnumerateArray().ToList();
        var positions = jobs.Where(job => job.GetProperty("status").GetString() == "queued").Select(job => job.GetProperty("queue_position").GetInt32());
        return (jobs.Count(job => job.GetProperty("status").GetString() == "started"), string.Join(' ', positions.Order()));
    }

    private static async Task<string> StartAsync(HttpClient http, long project, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiClientExtensions.Api}/projects/{project}/export");
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        return (await response.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString()!;
    }
}
