using Exports.Functions.ProjectExports.Http;
using Exports.Functions.Shared.Authentication;
using Exports.TestKit.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>A caller that hangs up right after the write that decides: what was begun is carried out all the same.</summary>
public sealed class CallerGoneTests
{
    [Fact]
    public async Task Start_CallerGoneOnceTheJobIsRecorded_TheJobIsWorkedOn()
    {
        await using var export = await StartAsync();
        using var caller = GoneAfter(export.Host, "SubmitTransaction", "projectexportjobs/");

        await export.Service<ExportStarter>().StartAsync(Request(), $"{export.Project}", export.Host.Durable, caller.Token);
        await export.Host.SettleAsync();

        Assert.True(caller.IsCancellationRequested);
        Assert.Equal("finished", await export.StatusAsync());
    }

    [Fact]
    public async Task Start_CallerGoneOnceTheIndexRowIsThere_TheJobIsWorkedOn()
    {
        await using var export = await StartAsync();
        using var caller = GoneAfter(export.Host, "UpsertEntity", "activeexports/job-");

        await export.Service<ExportStarter>().StartAsync(Request(), $"{export.Project}", export.Host.Durable, caller.Token);
        await export.Host.SettleAsync();

        Assert.True(caller.IsCancellationRequested);
        Assert.Equal("finished", await export.StatusAsync());
    }

    [Fact]
    public async Task Cancel_CallerGoneOnceTheJobHasFailed_TheOrchestrationIsTold()
    {
        await using var queue = await QueueScenario.StartAsync(slots: 1, projects: 2);
        var write = queue.Gate.Hold("WriteSegment");
        var jobs = await queue.StartExportsAsync(2);
        await write.ArrivedAsync();
        using var caller = GoneAfter(queue.Host, "SubmitTransaction", "projectexportjobs/");

        var cancel = queue.Host.Services.GetRequiredService<ExportJobs>();
        await cancel.CancelAsync(Request(), $"{queue.Project(1)}", jobs[1], queue.Host.Durable, caller.Token);
        await queue.Host.SettleAsync(pastActivities: true);

        Assert.True(caller.IsCancellationRequested);
        Assert.Empty((await queue.QueueAsync()).Tickets);
        write.Release();
    }

    [Fact]
    public async Task DeleteArchive_CallerGoneOnceItIsGivenUp_TheBlobGoes()
    {
        await using var export = await StartAsync();
        await export.ExportAsync();
        using var caller = GoneAfter(export.Host, "UpdateEntity", "/0-archive");

        await export.Service<ArchiveActions>().DeleteAsync($"{export.Project}", caller.Token);

        Assert.True(caller.IsCancellationRequested);
        Assert.Empty(export.Blobs());
    }

    private static async Task<ExportScenario> StartAsync()
    {
        var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(("a", "b"));
        return export;
    }

    private static CancellationTokenSource GoneAfter(EmbeddedTestHost host, string operation, string subject)
    {
        var caller = new CancellationTokenSource();
        host.Faults.OnCommit = point =>
        {
            if (point.Operation == operation && point.Subject.Contains(subject, StringComparison.Ordinal))
                caller.Cancel();
        };
        return caller;
    }

    private static HttpRequest Request()
    {
        var http = new DefaultHttpContext();
        http.Request.Host = new("localhost");
        http.SetRequester(Requester.Anonymous);
        return http.Request;
    }
}
