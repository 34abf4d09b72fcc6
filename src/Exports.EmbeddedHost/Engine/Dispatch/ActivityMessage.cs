namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>
/// An activity call that is not answered yet. The row goes away in the checkpoint that takes the answer into the history; until
/// then every start of the host runs it again (rule F7).
/// </summary>
internal sealed record ActivityMessage(long Seq, string Target, string ExecutionId, int TaskId, string Name, string? Input)
    : Message(Seq, Target, null);
