using System.Threading.Channels;
using Azure;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>
/// The heartbeat of one running activity. It says at an interval, and when it is nudged, that the attempt is alive, and
/// <see cref="Lost"/> is cancelled when the row no longer holds it. A beat that cannot be written is missed; the next one
/// tries again.
/// </summary>
internal sealed class AttemptPulse : IAsyncDisposable
{
    private readonly AttemptKey _attempt;
    private readonly Func<CancellationToken, Task<ProjectExportJob?>> _beat;
    private readonly PeriodicTimer _timer;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended;
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(1);
    private readonly Task _beating;
    private Task<bool>? _tick;
    private Task<bool>? _nudge;

    /// <param name="attempt">Whose heartbeat.</param>
    /// <param name="beat">Writes one down; null when the row no longer holds the attempt.</param>
    /// <param name="timer">The interval. It is disposed with the pulse.</param>
    /// <param name="logger">Is told of beats that could not be written.</param>
    /// <param name="stopping">The host stops.</param>
    public AttemptPulse(
        AttemptKey attempt,
        Func<CancellationToken, Task<ProjectExportJob?>> beat,
        PeriodicTimer timer,
        ILogger logger,
        CancellationToken stopping)
    {
        _attempt = attempt;
        _beat = beat;
        _timer = timer;
        _logger = logger;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = BeatAsync();
    }

    /// <summary>Told when the heartbeat is over.</summary>
    public Action<AttemptPulse>? Ended { private get; init; }

    /// <summary>Cancelled when the attempt is lost or the host stops.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>The row has changed, or may have: look now.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        Ended?.Invoke(this);
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
            do
                await NextBeatAsync();
            while (await IsHeldAsync());
            await _lost.CancelAsync();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The activity is over.
        }
    }

    private async Task NextBeatAsync()
    {
        // What did not come first stays awaited: neither a timer nor a channel likes a second reader beside a forgotten one.
        _tick ??= _timer.WaitForNextTickAsync(_ended.Token).AsTask();
        _nudge ??= _nudges.Reader.ReadAsync(_ended.Token).AsTask();
        await await Task.WhenAny(_tick, _nudge);
        _tick = _tick.IsCompleted ? null : _tick;
        _nudge = _nudge.IsCompleted ? null : _nudge;
    }

    private async Task<bool> IsHeldAsync()
    {
        try
        {
            return await _beat(_ended.Token) is not null;
        }
        catch (Exception failure) when (failure is RequestFailedException || StorageErrors.IsUncertain(failure))
        {
            _logger.LogWarning(failure, "Job {JobId} missed a heartbeat of attempt {Attempt}", _attempt.JobId, _attempt.Attempt);
            return true;
        }
    }
}
