namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>The moving parts of one execution, shared by its context and its executor.</summary>
internal sealed class ReplayState
{
    public ReplayState(ReplaySettings settings)
    {
        Ledger = new ActionLedger(settings.ComparesPayloads);
        Actions = new OrchestrationActions(Thread, Ledger, OpenTasks);
        Events = new ExternalEvents(Thread, settings.Converter, settings.CancelledWaitersSwallowEvents);
        CustomStatus = new CustomStatus(settings.Converter, Clock);
    }

    public OrchestratorThread Thread { get; } = new();

    public OrchestrationClock Clock { get; } = new();

    public ActionLedger Ledger { get; }

    public OpenTasks OpenTasks { get; } = new();

    public CriticalSection CriticalSection { get; } = new();

    public OrchestrationActions Actions { get; }

    public ExternalEvents Events { get; }

    public CustomStatus CustomStatus { get; }
}
