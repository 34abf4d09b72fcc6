using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;

namespace Exports.EmbeddedHost.Engine.Client;

/// <summary>The parts of the engine that its clients use.</summary>
internal sealed record ClientParts(
    EngineStore Store,
    MessageDispatcher Dispatcher,
    MessageSequence Sequence,
    InstanceSignals Signals,
    WorkTracker Tracker,
    PayloadConverter Converter,
    TimeProvider Time)
{
    /// <summary>Makes something durable and hands its message on, counted as work in flight until that is done.</summary>
    /// <param name="write">The commit; its result decides whether there is a message to deliver.</param>
    /// <param name="message">What was stored.</param>
    /// <param name="isStored">True if <paramref name="write"/> stored the message.</param>
    public async Task<T> CommitAsync<T>(Func<Task<T>> write, Message message, Func<T, bool> isStored)
    {
        Tracker.BeginStep();
        try
        {
            var result = await write();
            if (isStored(result))
            {
                Dispatcher.Deliver([message]);
            }

            return result;
        }
        finally
        {
            Tracker.EndStep();
        }
    }

    /// <summary>Sends something to an entity; it need not exist.</summary>
    public Task SignalAsync(EntityMessage message) => CommitAsync(() => Store.SignalAsync(message), message, _ => true);
}
