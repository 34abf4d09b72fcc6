using Azure;
using Exports.Functions.ProjectExports.Messages;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The heartbeat of one running activity. It says at an interval that the attempt is alive, and <see cref="Lost"/> is
/// cancelled when the row no longer holds it. A beat that cannot be written is missed; the next one tries again.
/// </summary>
internal sealed class AttemptPulse : IAsyncDisposable
{
    private readonly AttemptKey _attempt;
    private readonly ExportLedger _ledger;
    private readonly PeriodicTimer _timer;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended;
    private readonly Task _beating;

    public AttemptPulse(AttemptKey attempt, ExportLedger ledger, PeriodicTimer timer, ILogger logger, CancellationToken stopping)
    {
        _attempt = attempt;
        _ledger = ledger;
        _timer = timer;
        _logger = logger;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = BeatAsync();
    }

    /// <summary>Cancelled when the attempt is lost or the host stops.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _beating;
        _timer.Dispose();
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_ended.Token))
            {
                if (!await IsHeldAsync())
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The activity is over.
        }
    }

    private async Task<bool> IsHeldAsync()
    {
        try
        {
            return await _ledger.HeartbeatAsync(_attempt, ExportPhase.Archiving, progress: null, _ended.Token) is not null;
        }
        catch (RequestFailedException failure)
        {
            _logger.LogWarning(failure, "Job {JobId} missed a heartbeat of attempt {Attempt}", _attempt.JobId, _attempt.Attempt);
            return true;
        }
    }
}
