namespace Exports.EmbeddedHost.Engine.Decisions;

/// <summary>
/// Takes the timer's message back. Leaves no fact: a replay cancels by itself, and a timer that fires regardless is ignored (rule T4).
/// </summary>
internal sealed record CancelTimer(int TimerId) : Decision;
