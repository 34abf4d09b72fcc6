using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.ProjectExports.Archives;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Activities;

public sealed class PublicationTests
{
    private static readonly StoredTree Tree = StoredTree.Random(seed: 9, files: 12, largest: 2000);

    [Fact]
    public async Task RunAsync_EverythingStaged_FinishesTheJobWithTheArchive()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var cursor = await export.WriteAllAsync(job, 1);

        var end = await export.PublishAsync(job, 1, cursor!);

        Assert.Equal((ExportJobStatus.Finished, 1L), (end!.Status, end.Generation));
        Assert.Equal(cursor!.Sha256, await export.HashAsync(Assert.Single(export.Blobs())));
    }

    [Fact]
    public async Task RunAsync_TwiceAtOnce_BothReturnTheSameEnd()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var cursor = await export.WriteAllAsync(job, 1);

        await Task.WhenAll(Task.Run(() => export.CommitAsync(job, 1, cursor!)), Task.Run(() => export.CommitAsync(job, 1, cursor!)));
        var ends = await Task.WhenAll(
            Task.Run(() => export.FinishAsync(job, 1, cursor!)), Task.Run(() => export.FinishAsync(job, 1, cursor!)));

        Assert.NotNull(ends[0]);
        Assert.Equal(ends[0], ends[1]);
        Assert.Single(export.Blobs());
    }

    [Fact]
    public async Task RunAsync_OvertakenAttempt_RemovesItsBlobAndPublishesNothing()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var cursor = await export.WriteAllAsync(job, 1);
        await export.Store.BeginAsync(job, 2);

        Assert.Null(await export.PublishAsync(job, 1, cursor!));
        Assert.Empty(export.Blobs());

        var second = await export.WriteAllAsync(job, 2);
        Assert.NotNull(await export.PublishAsync(job, 2, second!));
        Assert.Equal(cursor!.Sha256, await export.HashAsync(Assert.Single(export.Blobs())));
    }

    [Fact]
    public async Task RunAsync_AttemptIsLostAfterTheCommit_RemovesTheCommittedBlob()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var cursor = await export.WriteAllAsync(job, 1);
        Assert.True((await export.CommitAsync(job, 1, cursor!)).Held);
        await export.Store.Ledger.FailAsync(new(7, job.JobId, FailureReason.Cancelled, "x"), default);

        Assert.Null(await export.FinishAsync(job, 1, cursor!));
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task Commit_LateTwinOfAPublishedAttempt_LeavesTheArchiveAlone()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var cursor = await export.WriteAllAsync(job, 1);
        await export.PublishAsync(job, 1, cursor!);

        Assert.False((await export.CommitAsync(job, 1, cursor!)).Held);
        Assert.Equal(cursor!.Sha256, await export.HashAsync(Assert.Single(export.Blobs())));
    }

    [Fact]
    public async Task RunAsync_LengthDiffers_FailsTheAttempt()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var cursor = await export.WriteAllAsync(job, 1);

        await Assert.ThrowsAsync<InvalidDataException>(() => export.PublishAsync(job, 1, cursor! with { BytesWritten = 1 }));
        Assert.Null((await export.Store.SnapshotAsync()).Archive);
    }

    /// <summary>Each storage write of an export in turn is applied and reported as a timeout; there is always one whole archive and nothing else.</summary>
    [Fact]
    public async Task Export_AnyWriteAppliedAndTimedOut_LeavesOneArchive()
    {
        var writes = await ExportTwiceAsync(CrashPlan.None());

        for (var k = 1; k <= writes; k++)
            await ExportTwiceAsync(CrashPlan.TimeOutWrite(k));
    }

    /// <summary>An attempt that is given up, one that publishes, and a second job that replaces the archive.</summary>
    private static async Task<int> ExportTwiceAsync(CrashPlan plan)
    {
        using var export = await ActivityFixture.CreateAsync(Tree, plan);
        var old = await export.StartJobAsync();
        await export.WriteAsync(old, 1, ArchiveCursor.Start);
        await export.Store.BeginAsync(old, 2);
        await FinishAsync(export, old, attempt: 2);
        var job = await export.StartJobAsync();
        var cursor = await FinishAsync(export, job, attempt: 1);

        Assert.Equal(cursor.Sha256, await export.HashAsync(Assert.Single(export.Blobs())));
        Assert.Equal((job.JobId, 2L), ((await export.Store.SnapshotAsync()).Archive!.JobId, (await export.Store.SnapshotAsync()).Archive!.Generation));
        Assert.Empty(await export.Store.IndexAsync());
        return plan.StorageWrites;
    }

    private static async Task<ArchiveCursor> FinishAsync(ActivityFixture export, ProjectExportJob job, int attempt)
    {
        var cursor = await export.WriteAllAsync(job, attempt);
        Assert.NotNull(await export.PublishAsync(job, attempt, cursor!));
        await export.Closing.RunAsync(new JobKey(job.ProjectId, job.JobId), export.Store.Client.Object, default);
        return cursor!;
    }
}
