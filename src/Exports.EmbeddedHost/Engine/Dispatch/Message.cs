namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Something durable that waits to be handled, once, by its target.</summary>
/// <param name="Seq">Its number: unique, rising, and the order of delivery per target.</param>
/// <param name="Target">Instance id of the orchestration or entity; for an activity, of the calling orchestration.</param>
/// <param name="Due">Not before; null for at once. Timers are messages with a due time.</param>
internal abstract record Message(long Seq, string Target, DateTimeOffset? Due);
