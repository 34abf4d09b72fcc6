using System.Collections.Concurrent;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Brings durable messages to those who handle them, one step per orchestration or entity at a time.</summary>
internal sealed class MessageDispatcher(DispatcherParts parts, DurableEngineOptions options, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<string, Mailbox> _mailboxes = new(StringComparer.Ordinal);
    private readonly WorkLane _lane = new(options.MaxConcurrentInstances);
    private volatile bool _halted;

    /// <summary>True after a simulated crash: nothing is handled any more.</summary>
    public bool IsHalted => _halted;

    public void Deliver(IReadOnlyList<Message> messages)
    {
        foreach (var message in messages)
        {
            Deliver(message, isVerified: true);
        }
    }

    /// <param name="message">Durable already.</param>
    /// <param name="isVerified">See <see cref="Delivery"/>.</param>
    public void Deliver(Message message, bool isVerified)
    {
        if (_halted)
        {
            return;
        }

        if (message.Due > time.GetUtcNow())
        {
            parts.Due.Add(message, () => Post(new Delivery(message, isVerified)));
        }
        else if (message is ActivityMessage activity)
        {
            Run(activity, isVerified);
        }
        else
        {
            Post(new Delivery(message, isVerified));
        }
    }

    /// <summary>Takes no more steps; completes when those under way are committed.</summary>
    public Task StopAsync() => _lane.CloseAsync();

    /// <summary>The process is thought dead from now on.</summary>
    public void Halt(Exception cause)
    {
        _halted = true;
        _ = _lane.CloseAsync();
        parts.Tracker.Halt();
        logger.LogDebug(cause, "The engine halts: its store takes no more commits.");
    }

    private static bool IsDeath(Exception exception) => exception is ProcessDeathException or ObjectDisposedException;

    private void Run(ActivityMessage activity, bool isVerified)
    {
        Func<bool>? isOpen = isVerified ? null : () => parts.Store.HasMessage(activity.Seq);
        var isTaken = parts.Activities.Run(activity, answer => Post(new Delivery(answer, IsVerified: true)), isOpen);
        // Twice, and not once more at each look of the poller.
        if (isTaken && options.DuplicateDelivery)
        {
            parts.Activities.RunAgain(activity, answer => Post(new Delivery(answer, IsVerified: false)));
        }
    }

    private void Post(Delivery delivery)
    {
        var target = delivery.Message.Target;
        bool? starts;
        Mailbox mailbox;
        do
        {
            mailbox = _mailboxes.GetOrAdd(target, static id => new Mailbox(id));
            starts = mailbox.Add(delivery);
        }
        while (starts is null);

        if (starts.Value)
        {
            parts.Tracker.BeginStep();
            Schedule(mailbox);
        }
    }

    private void Schedule(Mailbox mailbox)
    {
        if (!_lane.Enqueue(() => StepAsync(mailbox)))
        {
            parts.Tracker.EndStep();
        }
    }

    // The boundary of a step: whatever goes wrong, its messages are still there and are tried again.
    private async Task StepAsync(Mailbox mailbox)
    {
        var runner = EntityIds.IsEntity(mailbox.Target) ? parts.Entities : parts.Orchestrations;
        var batch = mailbox.Take(options.MaxMessagesPerStep);
        StepResult result;
        try
        {
            result = await runner.RunAsync(mailbox.Target, batch);
        }
        catch (Exception exception)
        {
            runner.Forget(mailbox.Target);
            mailbox.PutBack(batch);
            Recover(mailbox, exception);
            return;
        }

        mailbox.Failures = 0;
        parts.Activities.Forget(batch);
        Deliver(result.Outgoing);
        Repeat(mailbox, result.Handled);
        Finish(mailbox, result.Held);
    }

    private void Finish(Mailbox mailbox, IReadOnlyList<Delivery> held)
    {
        if (mailbox.Finish(held))
        {
            Schedule(mailbox);
            return;
        }

        if (mailbox.TryRetire())
        {
            _mailboxes.TryRemove(KeyValuePair.Create(mailbox.Target, mailbox));
        }

        parts.Tracker.EndStep();
    }

    private void Repeat(Mailbox mailbox, IReadOnlyList<Delivery> handled)
    {
        foreach (var delivery in options.DuplicateDelivery ? handled : [])
        {
            if (delivery.IsVerified)
            {
                mailbox.Add(delivery with { IsVerified = false });
            }
        }
    }

    private void Recover(Mailbox mailbox, Exception exception)
    {
        if (IsDeath(exception))
        {
            Halt(exception);
            return;
        }

        mailbox.Failures++;
        if (exception is StaleCheckpointException && mailbox.Failures <= RetryBackoff.ImmediateRetries)
        {
            logger.LogDebug(exception, "The step of {Target} is repeated.", mailbox.Target);
            Schedule(mailbox);
            return;
        }

        var delay = RetryBackoff.DelayAfter(mailbox.Failures);
        logger.LogWarning(exception, "The step of {Target} could not be committed; next attempt in {Delay}.", mailbox.Target, delay);
        parts.Due.Add(time.GetUtcNow() + delay, parts.Sequence.Next(), mailbox.Target, () =>
        {
            parts.Tracker.BeginStep();
            Schedule(mailbox);
        });
        parts.Tracker.EndStep();
    }
}
