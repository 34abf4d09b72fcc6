using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Queue;

/// <summary>
/// One for all projects: at most <see cref="ProjectExportOptions.MaxConcurrent"/> jobs have a slot, the others wait in order. Every
/// operation may be repeated. It costs an export two operations, whoever waits.
/// </summary>
public sealed class ExportQueueEntity : TaskEntity<ExportQueueState>
{
    internal const string Name = "ExportQueueEntity";

    internal static readonly EntityInstanceId Id = new(Name, "exports");

    private readonly int _slots;

    // Entities are created with services through a public constructor; the settings are internal. An entity is not replayed, so what
    // the settings say now is what counts, and a change needs nothing but the restart that brings it.
    public ExportQueueEntity(IServiceProvider services)
        : this(services.GetRequiredService<IOptions<ProjectExportOptions>>().Value.MaxConcurrent)
    {
    }

    internal ExportQueueEntity(int slots)
    {
        _slots = slots;
    }

    [Function(Name)]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) =>
        dispatcher.DispatchAsync<ExportQueueEntity>();

    /// <summary>A job's orchestration asks for a slot.</summary>
    /// <returns>Whether it has one already or now; if not, the event comes when it does.</returns>
    public bool Enter(string jobId)
    {
        State.Wait(jobId);
        Grant(informed: jobId);
        return State.Holders.Contains(jobId);
    }

    /// <summary>A job has ended: its slot or ticket is free.</summary>
    public void Leave(string jobId)
    {
        State.Drop(jobId);
        Grant();
    }

    /// <summary>What the rows say otherwise than this entity (<see cref="QueueRepair"/>).</summary>
    public void Repair(QueueRepair repair)
    {
        foreach (var jobId in repair.Gone)
            State.Drop(jobId);
        foreach (var jobId in repair.Running)
            State.Adopt(jobId);
        foreach (var jobId in repair.Waiting)
            State.Wait(jobId);
        Grant();
        Tell([.. repair.Untold.Where(State.Holders.Contains)]);
    }

    private void Grant(string? informed = null) => Tell([.. State.Grant(_slots).Where(jobId => jobId != informed)]);

    /// <summary>An entity cannot raise an event; an orchestration of one step can.</summary>
    private void Tell(string[] holders)
    {
        if (holders.Length > 0)
            Context.ScheduleNewOrchestration(GrantSlotsOrchestrator.Name, holders);
    }
}
