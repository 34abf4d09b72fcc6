using Exports.Functions.ProjectExports;
using Exports.Functions.Shared;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ExportLedgerTests
{
    [Fact]
    public async Task FinishAsync_HeldAttempt_MovesJobAndPointerTogether()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);

        var finished = await store.FinishAsync(job, 1);

        var snapshot = await store.SnapshotAsync();
        Assert.Empty(snapshot.Active);
        Assert.Equal(ExportJobStatus.Finished, snapshot.LatestEnded!.Status);
        Assert.Equal(finished!.Archive, snapshot.Archive!.Archive);
        Assert.Equal(1, snapshot.Archive.Generation);
        Assert.Equal(store.Clock.GetUtcNow() + store.Settings.Retention, snapshot.Archive.ExpiresAt);
    }

    [Fact]
    public async Task FinishAsync_Repeated_ReturnsTheSameAndChangesNothing()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        var first = await store.FinishAsync(job, 1);
        store.Clock.Advance(TimeSpan.FromHours(1));

        var second = await store.FinishAsync(job, 1);

        Assert.Equal(first!.ToEnd(), second!.ToEnd());
        Assert.Equal(1, (await store.SnapshotAsync()).Archive!.Generation);
    }

    [Fact]
    public async Task FinishAsync_AttemptThatWasOvertaken_IsLost()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        await store.BeginAsync(job, 2);

        Assert.Null(await store.FinishAsync(job, 1));
        Assert.Null((await store.SnapshotAsync()).Archive);
        Assert.NotNull(await store.FinishAsync(job, 2));
    }

    [Fact]
    public async Task FinishAsync_SecondJob_NamesTheArchiveItReplaced()
    {
        using var store = await LedgerFixture.CreateAsync();
        var old = await store.EnqueueAsync();
        await store.BeginAsync(old, 1);
        var before = await store.FinishAsync(old, 1);
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);

        var finished = await store.FinishAsync(job, 1);

        Assert.Equal(before!.Archive!.Blob, finished!.SupersededBlob);
        Assert.Equal(2, finished.Generation);
    }

    [Fact]
    public async Task FailAsync_OldArchive_StaysAvailable()
    {
        using var store = await LedgerFixture.CreateAsync();
        var old = await store.EnqueueAsync();
        await store.BeginAsync(old, 1);
        await store.FinishAsync(old, 1);
        var job = await store.EnqueueAsync();

        await store.Ledger.FailAsync(new(7, job.JobId, FailureReason.Cancelled, "by ann"), default);

        var snapshot = await store.SnapshotAsync();
        Assert.Equal(old.JobId, snapshot.Archive!.JobId);
        Assert.Equal(job.JobId, snapshot.Latest!.JobId);
        Assert.Equal(FailureReason.Cancelled, snapshot.Latest.Reason);
    }

    [Fact]
    public async Task FailAsync_AfterTheEnd_ReturnsTheEndAsItWas()
    {
        using var store = await LedgerFixture.CreateAsync();
        var finished = await store.EnqueueAsync();
        await store.BeginAsync(finished, 1);
        await store.FinishAsync(finished, 1);
        var failed = await store.EnqueueAsync();
        await store.Ledger.FailAsync(new(7, failed.JobId, FailureReason.Cancelled, "first"), default);

        var first = await store.Ledger.FailAsync(new(7, finished.JobId, FailureReason.Expired, "late"), default);
        var second = await store.Ledger.FailAsync(new(7, failed.JobId, FailureReason.Expired, "late"), default);

        Assert.Equal(ExportJobStatus.Finished, first!.Status);
        Assert.Equal("first", second!.Message);
    }

    [Fact]
    public async Task FailAsync_LongMessage_IsCut()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();

        var failed = await store.Ledger.FailAsync(new(7, job.JobId, FailureReason.AttemptsExhausted, new('x', 40_000)), default);

        Assert.Equal(ExportLedger.MaxMessageLength, failed!.Message!.Length);
    }

    [Fact]
    public async Task HeartbeatAsync_HeldAttempt_NeverMovesProgressBackwards()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        var attempt = LedgerFixture.Attempt(job, 1);

        await store.Ledger.HeartbeatAsync(attempt, ExportPhase.Archiving, new(2, 3, 2000, 3000), default);
        var after = await store.Ledger.HeartbeatAsync(attempt, ExportPhase.Archiving, new(1, 3, 1000, 3000), default);

        Assert.Equal(new(2, 3, 2000, 3000), after!.Progress);
    }

    [Fact]
    public async Task HeartbeatAsync_AbandonedAttempt_IsLost()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        var next = store.Clock.GetUtcNow().AddSeconds(30);
        await store.Ledger.AbandonAttemptAsync(new(LedgerFixture.Attempt(job, 1), "broken", next), default);

        Assert.Null(await store.Ledger.HeartbeatAsync(LedgerFixture.Attempt(job, 1), ExportPhase.Archiving, null, default));
        var waiting = (await store.SnapshotAsync()).Latest!;
        Assert.Equal((ExportJobStatus.Started, 1, next, "broken"), (waiting.Status, waiting.Attempt, waiting.NextAttemptAt, waiting.Message));
    }

    [Fact]
    public async Task BeginAttemptAsync_LaterAttempt_KeepsWhatWasPinned()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);

        var second = await store.Ledger.BeginAttemptAsync(
            LedgerFixture.Attempt(job, 2), _ => throw new InvalidOperationException("pinned already"), default);

        Assert.Equal("manifest", second!.Pinned!.Manifest.Sha256);
    }

    /// <summary>Each storage write of a whole life in turn is applied and reported as a timeout; the end is always the same.</summary>
    [Fact]
    public async Task Life_AnyWriteAppliedAndTimedOut_EndsTheSame()
    {
        var writes = await LiveAsync(CrashPlan.None());

        for (var k = 1; k <= writes; k++)
            await LiveAsync(CrashPlan.TimeOutWrite(k));
    }

    [Fact]
    public async Task GetSnapshotAsync_LongHistory_CostsTheSame()
    {
        using var store = await LedgerFixture.CreateAsync();
        for (var i = 0; i < 20; i++)
        {
            var ended = await store.EnqueueAsync(key: $"key-{i}");
            await store.Ledger.FailAsync(new(7, ended.JobId, FailureReason.Cancelled, "x"), default);
        }

        var active = await store.EnqueueAsync();
        var before = store.Metrics.Table("projectexportjobs").EntitiesExamined;
        var snapshot = await store.SnapshotAsync();

        Assert.Equal(active.JobId, snapshot.Latest!.JobId);
        Assert.InRange(store.Metrics.Table("projectexportjobs").EntitiesExamined - before, 2, 3);
    }

    private static async Task<int> LiveAsync(CrashPlan plan)
    {
        using var store = await LedgerFixture.CreateAsync(plan);
        var job = await store.EnqueueAsync(key: "k");
        Assert.NotNull(await store.BeginAsync(job, 1));
        await store.Ledger.AbandonAttemptAsync(new(LedgerFixture.Attempt(job, 1), "broken", store.Clock.GetUtcNow()), default);
        Assert.NotNull(await store.BeginAsync(job, 2));
        Assert.NotNull(await store.Ledger.HeartbeatAsync(LedgerFixture.Attempt(job, 2), ExportPhase.Archiving, new(1, 3, 1, 3), default));
        Assert.NotNull(await store.FinishAsync(job, 2));

        var snapshot = await store.SnapshotAsync();
        Assert.Empty(snapshot.Active);
        Assert.Equal((job.JobId, ExportJobStatus.Finished, 2), (snapshot.Latest!.JobId, snapshot.Latest.Status, snapshot.Latest.Attempt));
        Assert.Equal((job.JobId, 1L), (snapshot.Archive!.JobId, snapshot.Archive.Generation));
        Assert.Equal([job.JobId], (await store.IndexAsync()).Select(row => row.JobId));
        return plan.StorageWrites;
    }
}
