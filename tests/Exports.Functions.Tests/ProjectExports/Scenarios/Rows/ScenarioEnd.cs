using Exports.Functions.Projects.Templates;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>What every row leaves behind, and every process that dies in one.</summary>
internal static class ScenarioEnd
{
    /// <summary>
    /// Asserts that there are these jobs and no others, newest first, and that two sweeps later no index row is left, no blob but an
    /// available archive's, and the status is the same.
    /// </summary>
    public static async Task AssertCleanAsync(this ScenarioRun run, params string[] outcomes)
    {
        var jobs = await run.Export.ListJobsAsync();
        Assert.Equal(outcomes, jobs.EnumerateArray().Select(job =>
            job.GetProperty("status").GetString() + (job.GetProperty("reason").GetString() is { } reason ? $"/{reason}" : "")));
        var status = await run.Export.StatusAsync();

        await run.Export.Host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(status, await run.Export.StatusAsync());
        Assert.Equal(status == "finished" ? 1 : 0, run.Export.Blobs().Count);
        Assert.Empty(await run.Export.ActiveIndexAsync());
    }

    /// <summary>Asserts that an active job is in the index wherever its process died, or the sweep would never find it.</summary>
    public static async Task AssertIndexedAsync(this ExportScenario export)
    {
        var table = export.Service<ProjectExportTable>();
        var active = (await table.GetSnapshotAsync(export.Project, default)).Active;
        var indexed = (await export.ActiveIndexAsync()).Select(row => row.JobId).ToHashSet();
        foreach (var job in active.Where(job => !indexed.Contains(job.JobId)))
            Assert.False((await table.FindJobAsync(export.Project, job.JobId, default))!.IsActive, $"{job.JobId} is active and not in the index.");
    }

    /// <summary>Asserts that each of the projects is there with the template's files, and no other besides the row's own.</summary>
    public static async Task AssertCreatedAsync(this ScenarioRun run, string[] paths, string template)
    {
        var http = run.Export.Host.Http;
        var projects = await http.GetJsonAsync("/projects?per_page=100");
        Assert.Equal(paths.Append("group/sub/name").Order(), projects.EnumerateArray().Select(project => project.GetProperty("path_with_namespace").GetString()).Order());

        var folder = new TemplateFolder();
        var files = folder.Read(folder.Templates.Single(known => known.Name == template)).Select(file => file.Path).Order(StringComparer.Ordinal).ToList();
        foreach (var path in paths)
        {
            var id = (await http.GetJsonAsync($"/projects/{Uri.EscapeDataString(path)}")).GetProperty("id").GetInt64();
            Assert.Equal(files, await http.ListFilesAsync(id));
        }
    }
}
