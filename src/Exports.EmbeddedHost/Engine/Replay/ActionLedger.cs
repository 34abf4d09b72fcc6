using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>
/// Numbers the orchestrator's actions (rule R1) and holds those that the history does not know yet. While history is replayed each
/// recorded action must find its decision here; what is left after the new messages is what the orchestrator wants done now.
/// </summary>
/// <param name="comparesPayloads">Whether to record what lets a later replay compare inputs too.</param>
internal sealed class ActionLedger(bool comparesPayloads = false)
{
    private readonly SortedDictionary<int, NumberedDecision> _open = [];
    private readonly List<Decision> _unnumbered = [];
    private int _next;

    public int NextId() => _next++;

    public void Add(NumberedDecision decision) => _open.Add(decision.Id, decision);

    /// <summary>For decisions that leave no fact; a replay produces them again and nobody asks.</summary>
    public void AddUnrecorded(Decision decision) => _unnumbered.Add(decision);

    /// <exception cref="NonDeterminismException">The code did not ask for the recorded action.</exception>
    public void Match(RecordedAction recorded)
    {
        if (!_open.Remove(recorded.Id, out var decision))
        {
            throw new NonDeterminismException(
                $"The history has {recorded.Describe()} as action #{recorded.Id}, but the orchestrator's code no longer gets there.");
        }

        var replayed = decision.ToHistory();
        if (replayed.GetType() != recorded.GetType()
            || !string.Equals(replayed.TaskName, recorded.TaskName, StringComparison.OrdinalIgnoreCase))
        {
            throw new NonDeterminismException(
                $"The history has {recorded.Describe()} as action #{recorded.Id}, "
                + $"but the orchestrator's code now asks for {replayed.Describe()}.");
        }

        if (recorded.Digest is { } digest && digest != PayloadDigest.Of(decision.Payload))
        {
            throw new NonDeterminismException(
                $"The orchestrator's code asks for {recorded.Describe()} as action #{recorded.Id}, as the history has it, "
                + "but with another payload.");
        }
    }

    /// <summary>The fact that stands for a new decision in the history.</summary>
    public RecordedAction Record(NumberedDecision decision) =>
        comparesPayloads ? decision.ToHistory() with { Digest = PayloadDigest.Of(decision.Payload) } : decision.ToHistory();

    /// <exception cref="NonDeterminismException">The code asked for more than the episode's history has.</exception>
    public void EnsureMatched()
    {
        foreach (var (id, decision) in _open)
        {
            throw new NonDeterminismException(
                $"The orchestrator's code now asks for {decision.ToHistory().Describe()} as action #{id}, "
                + "which the history does not have.");
        }
    }

    public void DropUnrecorded() => _unnumbered.Clear();

    /// <summary>Hands over what is new: numbered decisions in order, then the others.</summary>
    public (IReadOnlyList<NumberedDecision> Numbered, IReadOnlyList<Decision> Others) Take()
    {
        var taken = (_open.Values.ToArray(), _unnumbered.ToArray());
        _open.Clear();
        _unnumbered.Clear();
        return taken;
    }
}
