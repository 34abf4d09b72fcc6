namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <param name="Held">Messages that cannot be handled yet; they come again with the next one that arrives.</param>
/// <param name="Handled">Messages that are done with.</param>
/// <param name="Outgoing">New messages, now durable, to be delivered.</param>
internal sealed record StepResult(IReadOnlyList<Delivery> Held, IReadOnlyList<Delivery> Handled, IReadOnlyList<Message> Outgoing)
{
    public static readonly StepResult Nothing = new([], [], []);
}
