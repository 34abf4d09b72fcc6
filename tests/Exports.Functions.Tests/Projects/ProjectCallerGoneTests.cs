using Exports.Functions.Projects;
using Exports.Functions.Projects.Imports;
using Exports.Functions.Projects.Imports.Http;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.Functions.Tests.Projects.Imports.Scenarios;
using Exports.TestKit.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects;

/// <summary>A caller that hangs up right after a write: what was begun is carried out all the same.</summary>
public sealed class ProjectCallerGoneTests
{
    [Fact]
    public async Task Delete_CallerGoneOnceTheProjectIsMarked_ItsExportEndsAndItsPathIsFree()
    {
        await using var scenario = await ImportScenario.StartAsync();
        var held = scenario.Gate.Hold("WriteSegment");
        var id = await scenario.Host.Http.CreateProjectAsync(ImportScenario.Path);
        using var started = await scenario.Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/{id}/export", null);
        await held.ArrivedAsync();
        using var caller = GoneAfter(scenario.Host, "UpdateEntity", "projects/");

        await new ProjectEndpoints(scenario.Host.Services).DeleteAsync(Request(caller), $"{id}", scenario.Host.Durable);
        held.Release();
        await scenario.Host.SettleAsync();

        Assert.True(caller.IsCancellationRequested);
        var jobs = await scenario.Host.Services.GetRequiredService<Exports.Functions.Storage.Tables.ProjectExportTable>().GetSnapshotAsync(id, default);
        Assert.Empty(jobs.Active);
        Assert.NotEqual(id, await scenario.Host.Http.CreateProjectAsync(ImportScenario.Path));
    }

    [Theory]
    [InlineData("UpsertEntity", "projectimportindex/active/")]
    [InlineData("AddEntity", "projectimports/")]
    public async Task Import_CallerGoneOnceItIsKnown_IsWorkedOn(string operation, string subject)
    {
        await using var scenario = await ImportScenario.StartAsync();
        var importId = ImportId.Create(scenario.Host.Clock);
        using var archive = new MemoryStream(ArchiveBuilder.Sound().Archive());
        await scenario.Host.Services.GetRequiredService<ImportReception>().ReceiveAsync(importId, archive, default);
        using var caller = GoneAfter(scenario.Host, operation, subject);

        var order = new ImportOrder(ProjectPath.Parse(ImportScenario.Path), null, null, Overwrite: false, "somebody", Url: null);
        var import = await scenario.Host.Services.GetRequiredService<ImportEnqueuer>()
            .EnqueueAsync(order, importId, scenario.Host.Durable, caller.Token);
        await scenario.Host.SettleAsync();

        Assert.True(caller.IsCancellationRequested);
        Assert.Equal("finished", await scenario.StatusAsync(import.ProjectId));
    }

    private static CancellationTokenSource GoneAfter(EmbeddedTestHost host, string operation, string subject)
    {
        var caller = new CancellationTokenSource();
        host.Faults.OnCommit = point =>
        {
            if (point.Operation == operation && point.Subject.StartsWith(subject, StringComparison.Ordinal))
                caller.Cancel();
        };
        return caller;
    }

    private static HttpRequest Request(CancellationTokenSource caller) => new DefaultHttpContext { RequestAborted = caller.Token }.Request;
}
