using System.Collections.Concurrent;
using Exports.Functions.ProjectExports.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// Starts the heartbeat of running activities, and knows those of this process, so that a cancellation that happens to
/// arrive here is noticed at once. Elsewhere the next beat notices it: nothing depends on this.
/// </summary>
internal sealed class AttemptPulses(
    ExportLedger ledger, TimeProvider time, IOptions<ProjectExportOptions> options, ILogger<AttemptPulse> logger)
{
    private readonly ConcurrentDictionary<AttemptPulse, string> _running = new();

    public AttemptPulse Start(AttemptKey attempt, CancellationToken stopping)
    {
        var pulse = new AttemptPulse(attempt, ledger, new(options.Value.Heartbeat, time), logger, stopping) { Ended = Forget };
        _running[pulse] = attempt.JobId;
        return pulse;
    }

    /// <summary>Makes the job's activities in this process look at its row.</summary>
    public void Nudge(string jobId)
    {
        foreach (var (pulse, job) in _running)
        {
            if (job == jobId)
                pulse.Nudge();
        }
    }

    private void Forget(AttemptPulse pulse) => _running.TryRemove(pulse, out _);
}
