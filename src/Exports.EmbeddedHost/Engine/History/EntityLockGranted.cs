namespace Exports.EmbeddedHost.Engine.History;

/// <summary>Every entity of the set is locked now. The set travels with the fact, so that a grant nobody waits for can be undone.</summary>
internal sealed record EntityLockGranted(int TaskId, IReadOnlyList<string> Entities) : CompletedAction(TaskId);
