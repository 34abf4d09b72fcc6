using System.Net.Http.Json;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>Plays one row: what clients do, what time does, and what a client sees meanwhile, whatever becomes of the process.</summary>
internal sealed class ScenarioRun : IAsyncDisposable
{
    private readonly StatusLog _statuses;
    private readonly PatientClient _client;

    private ScenarioRun(ExportScenario export, ActivityDoors doors)
    {
        (Export, Doors, _client) = (export, doors, new(export.Host, export.AssertIndexedAsync));
        _statuses = new(() => Export.SendAsync(HttpMethod.Get, "/export"), () => _client.Plan);
    }

    /// <summary>The product seen from outside, before the row begins and after it has ended.</summary>
    public ExportScenario Export { get; }

    public ActivityDoors Doors { get; }

    /// <summary>An archive that was downloaded on the way.</summary>
    public byte[] Kept { get; private set; } = [];

    /// <summary>Plays a whole row and checks its end.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mode">How the engine runs; null as the whole run does.</param>
    /// <param name="plan">Where the process fails that the row begins in; counts its commits.</param>
    /// <returns>How often a request had to be repeated.</returns>
    public static async Task<int> PlayAsync(ScenarioRow row, EngineMode? mode, CrashPlan plan)
    {
        var doors = new ActivityDoors();
        var export = await ExportScenario.StartAsync(mode, row.SmallBlocks, builder => Place(builder, doors));
        await using var run = new ScenarioRun(export, doors);
        await export.CreateProjectAsync(ScenarioFiles.First);
        await row.Before(run);

        await run._client.RestartAsync(plan);
        await run._statuses.ObserveAsync();
        (doors.Observer, doors.Ready) = (run._statuses.ObserveAsync, () => run._client.Running);
        await row.During(run);
        Assert.Equal(row.Sequence, run._statuses.Sequence);

        // What follows only looks, and a fault that has not come by now shall not come.
        doors.Observer = () => Task.CompletedTask;
        await run._client.RestartAsync(CrashPlan.None());
        await row.After(run);
        return run._client.Repeats;
    }

    public async Task<string> StartExportAsync(string key)
    {
        Export.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var job = await AskAsync(async () =>
        {
            using var response = await Export.PostExportAsync(key);
            return (await response.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString()!;
        });
        await _statuses.ObserveAsync();
        return job;
    }

    public async Task CancelAsync(string job)
    {
        await AskAsync(async () =>
        {
            using var response = await Export.SendAsync(HttpMethod.Post, $"/exports/{job}/cancel");
            return await response.ReadJsonAsync(202);
        });
        await _statuses.ObserveAsync();
        Assert.Equal("failed/cancelled", await AskAsync(Export.LatestJobAsync));
    }

    public Task CommitAsync((string Path, string Text)[] files) => AskAsync(async () =>
    {
        await Export.CommitAsync(files);
        return files;
    });

    /// <summary>Downloads the archive and keeps it for a comparison.</summary>
    public async Task KeepArchiveAsync() => Kept = await AskAsync(Export.DownloadBytesAsync);

    /// <summary>Creates a project; a 409 after an answer that did not come was a 201.</summary>
    public Task CreateFromTemplateAsync(string path, string template) => AskAsync(async () =>
    {
        using var response = await Export.Host.Http.PostAsJsonAsync($"{ApiClientExtensions.Api}/projects", new { path, template_name = template });
        return _client.Repeats > 0 && (int)response.StatusCode == 409 ? default : await response.ReadJsonAsync(201);
    });

    /// <summary>Somebody ends the orchestration behind the product's back.</summary>
    public Task TerminateAsync(string job) => AskAsync(async () =>
    {
        if (await Export.Host.Durable.GetInstanceAsync(job) is { IsCompleted: false })
            await Export.Host.Durable.TerminateInstanceAsync(job);
        return job;
    });

    /// <summary>Every archive blob there is, staged ones included.</summary>
    public Task<List<string>> BlobsAsync() => AskAsync(() => Task.FromResult(Export.Blobs()));

    /// <summary>Waits until the job's run of the activity has come to its closed door.</summary>
    public Task ReachAsync(string activity, string job) =>
        WaitAsync(() => Task.WhenAny(Doors.ReachedAsync(activity, job), _client.Plan.Crashed));

    /// <summary>Waits until nothing moves without the clock.</summary>
    public Task SettleAsync() => WaitAsync(() => Export.Host.SettleAsync());

    /// <param name="by">How far the clock moves in all.</param>
    /// <param name="pastActivities">Do not wait for activities: they wait at a closed door.</param>
    public Task AdvanceAsync(TimeSpan by, bool pastActivities = false)
    {
        var end = Export.Host.Clock.GetUtcNow() + by;
        return WaitAsync(() => Export.Host.AdvanceAsync(end - Export.Host.Clock.GetUtcNow(), pastActivities));
    }

    public async ValueTask DisposeAsync()
    {
        await Export.DisposeAsync();
        _statuses.Dispose();
        _client.Dispose();
    }

    private static void Place(FunctionsApplicationBuilder builder, ActivityDoors doors)
    {
        builder.UseMiddleware<ActivityDoors>();
        builder.Services.AddSingleton(doors);
    }

    private Task<T> AskAsync<T>(Func<Task<T>> request) => _client.RepeatAsync(request);

    private async Task WaitAsync(Func<Task> wait)
    {
        await _client.WaitAsync(wait);
        await _statuses.ObserveAsync();
    }
}
