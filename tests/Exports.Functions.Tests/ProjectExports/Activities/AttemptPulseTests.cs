using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.ProjectExports.Activities;

public sealed class AttemptPulseTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Lost_RowNoLongerHoldsTheAttempt_IsCancelledAtTheNextBeat()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        await using var pulse = Start(store, LedgerFixture.Attempt(job, 1));
        var lost = new TaskCompletionSource();
        await using var told = pulse.Lost.Register(lost.SetResult);

        await store.Ledger.FailAsync(new(7, job.JobId, FailureReason.Cancelled, "x"), default);
        Assert.False(pulse.Lost.IsCancellationRequested);
        store.Clock.Advance(Beat);

        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Nudge_RowNoLongerHoldsTheAttempt_IsNoticedWithoutWaitingForABeat()
    {
        using var store = await LedgerFixture.CreateAsync();
        var pulses = new AttemptPulses(store.Ledger, store.Clock, Options.Create(store.Settings), NullLogger<AttemptPulse>.Instance);
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        await using var pulse = pulses.Start(LedgerFixture.Attempt(job, 1), default);
        var lost = new TaskCompletionSource();
        await using var told = pulse.Lost.Register(lost.SetResult);

        await store.Ledger.FailAsync(new(7, job.JobId, FailureReason.Cancelled, "x"), default);
        pulses.Nudge("another");
        pulses.Nudge(job.JobId);

        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Beat_RowHoldsTheAttempt_IsWrittenDown()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        var written = new TaskCompletionSource();
        store.Plan.OnCommit = point =>
        {
            if (point.Subject.Contains(job.JobId, StringComparison.Ordinal))
                written.TrySetResult();
        };

        await using (Start(store, LedgerFixture.Attempt(job, 1)))
        {
            store.Clock.Advance(Beat);
            await written.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(store.Clock.GetUtcNow(), (await store.Ledger.FindAsync(LedgerFixture.Key(job), default))!.HeartbeatAt);
    }

    private static AttemptPulse Start(LedgerFixture store, AttemptKey attempt) => new(
        attempt,
        token => store.Ledger.HeartbeatAsync(attempt, ExportPhase.Archiving, progress: null, token),
        new(Beat, store.Clock),
        NullLogger.Instance,
        default);
}
