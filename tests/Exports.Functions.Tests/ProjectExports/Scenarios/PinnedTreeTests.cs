using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.Functions.Tests.Projects.Imports.Scenarios;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>A job exports the tree of its start, whatever happens to the project meanwhile.</summary>
public sealed class PinnedTreeTests
{
    [Fact]
    public async Task Export_CommitsWhileItRuns_HoldsTheTreeOfItsStart()
    {
        await using var export = await ExportScenario.StartAsync();
        await export.CreateProjectAsync(("kept", "1"), ("replaced", "old"));
        var segment = export.Gate.Hold("WriteSegment");
        await export.StartExportAsync();
        await segment.ArrivedAsync();

        await export.CommitAsync(("replaced", "new and longer"), ("added", "3"));
        segment.Release();
        await export.Host.SettleAsync();

        Assert.Equal(("finished", 2L), (await export.LatestJobAsync(), (await export.DownloadVerifiedAsync()).Manifest.FileCount));
        await export.ExportAsync();
        Assert.Equal(3, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
    }

    [Fact]
    public async Task Export_ProjectOverwrittenByAnImportWhileItRuns_HoldsTheTreeOfItsStart()
    {
        await using var import = await ImportScenario.StartAsync();
        var project = await import.Host.Http.CreateProjectAsync(ImportScenario.Path);
        using var committed = await import.Host.Http.CommitAsync(project, ("before", "of the export"));
        var expected = await import.ExportAsync(project);
        var segment = import.Gate.Hold("WriteSegment");
        using var started = await import.Host.Http.PostAsync($"{ApiClientExtensions.Api}/projects/{project}/export", content: null);
        await segment.ArrivedAsync();

        var imported = import.Gate.Hold("CloseImport");
        await import.ScheduleAsync(ArchiveBuilder.Sound().Archive(), fields: ("overwrite", "true"));
        await imported.ArrivedAsync();
        imported.Release();
        segment.Release();
        await import.Host.SettleAsync();

        Assert.Equal(expected, await import.DownloadAsync(project));
        Assert.Equal(ArchiveBuilder.Manifest.Select(file => file.Path), await import.Host.Http.ListFilesAsync(project));
    }
}
