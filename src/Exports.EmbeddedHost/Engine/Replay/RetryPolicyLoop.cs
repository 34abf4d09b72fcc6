using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Engine.Replay;

/// <summary>Attempts of one call under a <see cref="RetryPolicy"/>, with upstream's arithmetic (rules P2 to P5).</summary>
internal sealed class RetryPolicyLoop(RetryPolicy policy, Func<DateTime> now, Func<DateTime, Task> sleepUntil)
{
    public async Task<string?> RunAsync(Func<OpenTask> attempt)
    {
        var deadline = policy.RetryTimeout == Timeout.InfiniteTimeSpan ? DateTime.MaxValue : Add(now(), policy.RetryTimeout);
        for (var failures = 1; ; failures++)
        {
            var task = attempt();
            try
            {
                return await task.Answer;
            }
            catch (TaskFailedException failed) when (task.Failure is { NonRetriable: false } && Handles(failed) && now() < deadline)
            {
                var last = failures == policy.MaxNumberOfAttempts;

                // The timer after the last failure waits for nothing; upstream keeps it so that old histories still match (rule P4).
                await sleepUntil(last ? now() : Add(now(), DelayAfter(failures)));
                if (last)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Delay after the given number of failures: first interval × coefficient^(failures − 1), capped.</summary>
    public TimeSpan DelayAfter(int failures)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, failures - 1);
        var cap = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < cap.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : cap;
    }

    private static DateTime Add(DateTime time, TimeSpan delay) => delay < DateTime.MaxValue - time ? time + delay : DateTime.MaxValue;

    // Rule P3: a filter that throws means no.
    private bool Handles(TaskFailedException failed)
    {
        try
        {
            return policy.Handle(failed);
        }
        catch (Exception)
        {
            return false;
        }
    }
}
