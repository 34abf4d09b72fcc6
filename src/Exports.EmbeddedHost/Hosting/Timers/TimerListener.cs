using Exports.EmbeddedHost.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting.Timers;

/// <summary>
/// Runs one timer function at its occurrences. Runs never overlap; occurrences that pass while one is going are skipped, as upstream.
/// </summary>
internal sealed class TimerListener(TimerFunction timer, TimerServices services, TimerStatus? recorded) : IAsyncDisposable
{
    // A system timer counts the time that the machine was awake, a schedule the clock's: after a sleep, or when the clock is set, the two
    // part. So a longer wait is made of several.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneRun = new(1, 1);
    private readonly Lock _sync = new();
    private TimerStatus? _status = recorded;
    private DateTimeOffset? _due;
    private ITimer? _alarm;
    private bool _stopped;

    /// <summary>The occurrence this listener waits for; null while it runs and when the schedule has ended.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_sync)
            {
                return _due;
            }
        }
    }

    /// <summary>Makes up a missed occurrence, or runs on start-up where asked for, or waits for the next occurrence.</summary>
    public async Task StartAsync()
    {
        _alarm = services.Time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var now = services.Time.GetUtcNow();
        var expected = Expected(now);
        if (timer.IsMonitored && (_status is null || _status.Next != expected))
        {
            await RecordAsync(new TimerStatus(timer.Schedule.Text, _status?.Last, expected, now));
        }

        var isPastDue = timer.IsMonitored && expected < now;
        if (isPastDue || timer.RunOnStartup)
        {
            Launch(() => RunOccurrenceAsync(isPastDue ? expected!.Value : now, isPastDue));
        }
        else
        {
            Await(expected);
        }
    }

    /// <summary>Runs the function once outside its schedule, after the current run if there is one. Returns at once.</summary>
    public void RunNow() => Launch(() => RunAsync(isPastDue: false));

    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            _stopped = true;
            _due = null;
        }

        if (_alarm is not null)
        {
            await _alarm.DisposeAsync();
        }
    }

    // A changed schedule counts from the last run: what the old one would have done by now is not owed.
    private DateTimeOffset? Expected(DateTimeOffset now) => _status switch
    {
        null => timer.Schedule.Next(now),
        { } status when status.Schedule == timer.Schedule.Text => timer.Schedule.Upcoming(status.Next, now),
        { } status => timer.Schedule.Upcoming(timer.Schedule.Next(status.Last ?? status.UpdatedAt), now),
    };

    private void Await(DateTimeOffset? occurrence)
    {
        lock (_sync)
        {
            if (!_stopped)
            {
                _due = occurrence;
                SetAlarm();
            }
        }
    }

    private void SetAlarm()
    {
        if (_due is { } due)
        {
            var wait = due - services.Time.GetUtcNow();
            _alarm!.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnAlarm()
    {
        DateTimeOffset occurrence;
        lock (_sync)
        {
            if (_due is not { } due)
            {
                return;
            }

            var now = services.Time.GetUtcNow();
            if (now < due)
            {
                _due = timer.Schedule.Upcoming(due, now);
                SetAlarm();
                return;
            }

            occurrence = due;
            _due = null;
        }

        Launch(() => RunOccurrenceAsync(occurrence, isPastDue: false));
    }

    private void Launch(Func<Task> run)
    {
        services.Runs.Begin();
        _ = Task.Run(async () =>
        {
            try
            {
                await run();
            }
            finally
            {
                services.Runs.End();
            }
        });
    }

    private async Task RunOccurrenceAsync(DateTimeOffset occurrence, bool isPastDue)
    {
        var wasRun = await RunAsync(isPastDue);
        var now = services.Time.GetUtcNow();
        var next = timer.Schedule.Next(now);
        if (timer.IsMonitored && wasRun)
        {
            await TryRecordAsync(new TimerStatus(timer.Schedule.Text, occurrence, next, now));
        }

        Await(next);
    }

    /// <summary>False when the stop broke the run off: its occurrence stays owed and is made up at the next start.</summary>
    private async Task<bool> RunAsync(bool isPastDue)
    {
        await _oneRun.WaitAsync();
        try
        {
            var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = timer.IsMonitored ? _status?.ToScheduleStatus() : null };
            await services.Invoker.InvokeAsync(
                timer.Function, new InvocationRequest { TriggerValue = info, Cancellation = services.Stopping });
            return true;
        }
        catch (Exception) when (services.Stopping.IsCancellationRequested)
        {
            services.Logger.LogInformation("Timer function {Function} was broken off by the stop of the host.", timer.Name);
            return false;
        }
        catch (Exception exception)
        {
            // Rule M3: a failed run is not repeated; the next occurrence comes as planned.
            services.Logger.LogError(exception, "Timer function {Function} failed.", timer.Name);
            return true;
        }
        finally
        {
            _oneRun.Release();
        }
    }

    private async Task RecordAsync(TimerStatus status)
    {
        await services.Monitor.WriteAsync(timer.Name, status);
        _status = status;
    }

    // A status that cannot be written must not end the schedule: at worst the occurrence is made up once more.
    private async Task TryRecordAsync(TimerStatus status)
    {
        try
        {
            await RecordAsync(status);
        }
        catch (Exception exception)
        {
            services.Logger.LogError(exception, "The schedule status of timer function {Function} was not recorded.", timer.Name);
        }
    }
}
