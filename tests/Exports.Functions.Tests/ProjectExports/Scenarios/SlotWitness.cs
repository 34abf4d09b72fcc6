using System.Collections.Concurrent;
using Exports.Functions.ProjectExports;
using Exports.Functions.Storage.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>Looks at the rows each time an attempt has begun, when they can only have become more: how many jobs are started at once?</summary>
internal sealed class SlotWitness : IFunctionsWorkerMiddleware
{
    private readonly Lock _gate = new();

    public ConcurrentBag<long> Projects { get; } = [];

    /// <summary>The most that were ever started at once.</summary>
    public int MostStarted { get; private set; }

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.FunctionDefinition.Name != ProjectExportActivities.BeginAttempt)
            return;

        var started = await CountStartedAsync(context.InstanceServices.GetRequiredService<ProjectExportTable>());
        lock (_gate)
            MostStarted = Math.Max(MostStarted, started);
    }

    /// <summary>
    /// Project after project, so a job may end and its successor begin while it counts: only what was started before and after counts.
    /// </summary>
    private async Task<int> CountStartedAsync(ProjectExportTable table)
    {
        var first = await StartedAsync(table);
        first.IntersectWith(await StartedAsync(table));
        return first.Count;
    }

    private async Task<HashSet<string>> StartedAsync(ProjectExportTable table)
    {
        var started = new HashSet<string>();
        foreach (var project in Projects)
        {
            var snapshot = await table.GetSnapshotAsync(project, default);
            started.UnionWith(snapshot.Active.Where(job => job.Status is ExportJobStatus.Started).Select(job => job.JobId));
        }

        return started;
    }
}
