using Exports.EmbeddedHost.Engine.Decisions;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The primitive actions: each takes a number, becomes a decision and, where an answer will come, an open task.</summary>
internal sealed class OrchestrationActions(OrchestratorThread thread, ActionLedger ledger, OpenTasks open)
{
    public OpenTask CallActivity(string name, string? input)
    {
        var id = Next();
        ledger.Add(new ScheduleActivity(id, name, input));
        return Open(new OpenTask(id, name, keepsRunning: true));
    }

    public OpenTask CallSubOrchestration(Func<int, ScheduleSubOrchestration> decide)
    {
        var decision = decide(Next());
        ledger.Add(decision);
        return Open(new OpenTask(decision.Id, decision.Name, keepsRunning: true) { ChildInstanceId = decision.InstanceId });
    }

    /// <summary>One timer, however far away.</summary>
    public async Task SleepUntilAsync(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = Next();
        ledger.Add(new CreateTimer(id, fireAt));
        var timer = Open(new OpenTask(id, "timer", keepsRunning: true));
        await using var registration = cancellationToken.Register(() => CancelTimer(timer, cancellationToken));
        await timer.Answer;
    }

    public void SendEvent(string instanceId, string name, string? payload) => ledger.Add(new SendEvent(Next(), instanceId, name, payload));

    public OpenTask CallEntity(string entity, string operation, string? input)
    {
        var id = Next();
        ledger.Add(new CallEntity(id, entity, operation, input));
        return Open(new OpenTask(id, operation, keepsRunning: false));
    }

    public void SignalEntity(string entity, string operation, string? input, DateTimeOffset? at) =>
        ledger.Add(new SignalEntity(Next(), entity, operation, input, at));

    public OpenTask LockEntities(IReadOnlyList<string> entities)
    {
        var id = Next();
        ledger.Add(new LockEntities(id, entities));
        return Open(new OpenTask(id, "lock", keepsRunning: false));
    }

    public void ReleaseEntity(string entity) => ledger.Add(new ReleaseEntityLock(Next(), entity));

    /// <exception cref="InvalidOperationException">Called from a thread that is not the orchestrator's (rule R6).</exception>
    public void EnsureLegal()
    {
        if (!thread.IsCurrent)
        {
            throw new InvalidOperationException(
                "The orchestration context was used outside its orchestrator's thread. An orchestrator may await nothing but tasks of its "
                + "context: no Task.Run, no Task.Delay, no I/O, no ConfigureAwait(false).");
        }
    }

    private int Next()
    {
        EnsureLegal();
        return ledger.NextId();
    }

    private OpenTask Open(OpenTask task)
    {
        open.Add(task);
        return task;
    }

    private void CancelTimer(OpenTask timer, CancellationToken token)
    {
        if (!thread.IsCurrent)
        {
            thread.RefuseEntry();
        }
        else if (open.TryRemove(timer.Id, out _))
        {
            ledger.AddUnrecorded(new CancelTimer(timer.Id));
            timer.Cancel(token);
        }
    }
}
