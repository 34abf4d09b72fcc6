using Exports.EmbeddedHost.Engine.Store;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>
/// Finds messages that no signal announced. It looks once at each message that is still there after one interval; the dispatcher
/// drops those it knows.
/// </summary>
internal sealed class MessagePoller : IDisposable
{
    private readonly EngineStore _store;
    private readonly MessageDispatcher _dispatcher;
    private readonly ILogger _logger;
    private readonly ITimer? _timer;
    private readonly TimeSpan _interval;
    private long _seen;
    private long _checked;

    public MessagePoller(EngineStore store, MessageDispatcher dispatcher, TimeProvider time, TimeSpan interval, ILogger logger)
    {
        _store = store;
        _dispatcher = dispatcher;
        _logger = logger;
        _interval = interval;
        _timer = interval == Timeout.InfiniteTimeSpan ? null : time.CreateTimer(_ => Tick(), null, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Messages up to this number were delivered when the host started.</summary>
    public long DeliveredAtStart
    {
        init => _seen = _checked = value;
    }

    /// <summary>One look. Public for tests; the timer calls it.</summary>
    public void Poll()
    {
        var messages = _store.ReadMessagesAfter(_checked);
        foreach (var message in messages.TakeWhile(message => message.Seq <= _seen))
        {
            _dispatcher.Deliver(message, isVerified: false);
        }

        _checked = _seen;
        _seen = messages.Count > 0 ? messages[^1].Seq : _seen;
    }

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        try
        {
            if (!_dispatcher.IsHalted)
            {
                Poll();
            }
        }
        catch (ObjectDisposedException)
        {
            return;
        }
        catch (Exception exception)
        {
            _logger.LogWarning(exception, "The look for waiting messages failed; the next one is in {Interval}.", _interval);
        }

        _timer?.Change(_interval, Timeout.InfiniteTimeSpan);
    }
}
