namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>A message in a mailbox.</summary>
/// <param name="Message">The message.</param>
/// <param name="IsVerified">False where it may have been handled already: the store is asked before it is used.</param>
internal sealed record Delivery(Message Message, bool IsVerified);
