using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>A fact on its way into an orchestration's history.</summary>
/// <param name="Seq">See <see cref="Message"/>.</param>
/// <param name="Target">The orchestration.</param>
/// <param name="ExecutionId">The execution that asked for it; another execution ignores it (rule C2). Null is for whichever runs.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Due">See <see cref="Message"/>.</param>
internal sealed record InstanceMessage(long Seq, string Target, string? ExecutionId, HistoryEvent Fact, DateTimeOffset? Due = null)
    : Message(Seq, Target, Due);
