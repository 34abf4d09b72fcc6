using System.Globalization;
using Exports.Functions.ProjectExports.Messages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Exports.Functions.ProjectExports;

/// <summary>
/// One per project: mirrors its jobs and owns the timer of its archive. Operations may come twice, late and out of
/// order; a timer cannot be cancelled, so each carries the generation it is for and a stale one is ignored.
/// </summary>
public sealed class ProjectExportEntity : TaskEntity<ProjectExportEntityState>
{
    internal const string Name = "ProjectExportEntity";

    [Function(Name)]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) =>
        dispatcher.DispatchAsync<ProjectExportEntity>();

    internal static EntityInstanceId IdOf(long projectId) => new(Name, projectId.ToString(CultureInfo.InvariantCulture));

    /// <summary>A job waits.</summary>
    public void Queued(string jobId) => State.Active.TryAdd(jobId, ExportJobStatus.Queued);

    /// <summary>A job's attempt works.</summary>
    public void Started(string jobId) => State.Active[jobId] = ExportJobStatus.Started;

    /// <summary>A job ended. If it published an archive, its expiry is watched from now on.</summary>
    public void Ended(JobEnded ended)
    {
        State.Active.Remove(ended.JobId);
        if (ended.End is { Status: ExportJobStatus.Finished, ExpiresAt: { } expiresAt })
            Watch(new(ended.End.Generation, expiresAt));
    }

    /// <summary>The archive was published, pinned or unpinned: watch this generation, unless a newer one is watched already.</summary>
    public void Watch(ArchiveLease lease)
    {
        var isNew = lease.Generation > State.Generation;
        if (!isNew && lease.Generation != State.Generation)
            return;

        State.Generation = lease.Generation;
        State.Pinned = lease.Pinned;
        if (isNew && !lease.Pinned)
            Context.SignalEntity(Context.Id, nameof(Expire), lease.Generation, new SignalEntityOptions { SignalTime = lease.ExpiresAt });
    }

    /// <summary>The timer of a generation. The removal asks the pointer itself once more.</summary>
    public void Expire(long generation)
    {
        if (generation != State.Generation || State.Pinned)
            return;

        var id = $"delete-archive-{Context.Id.Key}-{generation.ToString(CultureInfo.InvariantCulture)}";
        var projectId = long.Parse(Context.Id.Key, CultureInfo.InvariantCulture);
        Context.ScheduleNewOrchestration(
            DeleteArchiveOrchestrator.Name, new ArchiveKey(projectId, generation), new StartOrchestrationOptions(id));
    }

    /// <summary>Takes the rows' word for everything.</summary>
    public void Rebuild(ProjectMirror mirror)
    {
        State = new() { Active = new(mirror.Active), Generation = State.Generation, Pinned = State.Pinned };
        if (mirror.Archive is { } lease)
            Watch(lease);
    }
}
