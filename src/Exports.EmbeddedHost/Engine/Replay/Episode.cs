using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>What one run over new messages produced: the part of a checkpoint that the orchestrator's code decides.</summary>
/// <param name="History">New facts, to be appended: the episode's start, the messages, the recorded actions.</param>
/// <param name="Decisions">What to do now.</param>
/// <param name="IsSuspended">The instance waits for a resume.</param>
/// <param name="CustomStatus">Set if the episode changed it.</param>
internal sealed record Episode(
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<Decision> Decisions,
    bool IsSuspended,
    CustomStatusChange? CustomStatus);
