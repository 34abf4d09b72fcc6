using System.Collections.Concurrent;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Tables;
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

    /// <summary>For an activity that archives and reports its progress itself.</summary>
    public AttemptPulse Start(AttemptKey attempt, CancellationToken stopping) =>
        Start(attempt, token => ledger.HeartbeatAsync(attempt, ExportPhase.Archiving, progress: null, token), stopping);

    /// <param name="attempt">Whose heartbeat.</param>
    /// <param name="beat">Writes one down, and how far the work is; null when the row no longer holds the attempt.</param>
    /// <param name="stopping">The host stops.</param>
    public AttemptPulse Start(AttemptKey attempt, Func<CancellationToken, Task<ProjectExportJob?>> beat, CancellationToken stopping)
    {
        var pulse = new AttemptPulse(attempt, beat, new(options.Value.Heartbeat, time), logger, stopping) { Ended = Forget };
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
