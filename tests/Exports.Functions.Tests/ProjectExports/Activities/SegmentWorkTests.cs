using Azure;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.ProjectExports.Watchdog;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.ProjectExports.Archives;

namespace Exports.Functions.Tests.ProjectExports.Activities;

public sealed class SegmentWorkTests
{
    private static readonly StoredTree Tree = StoredTree.Random(seed: 4, files: 30, largest: 4000);

    [Fact]
    public async Task RunAsync_SegmentBySegment_ReportsProgressAndStagesTheWholeArchive()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();

        var cursor = await export.WriteAllAsync(job, 1);

        var after = (await export.Store.Ledger.FindAsync(LedgerFixture.Key(job), default))!;
        Assert.True(cursor!.Blocks >= 20, $"{cursor.Blocks} blocks");
        Assert.Equal((30L, 30L), (after.Progress.FilesDone, after.Progress.FilesTotal));
        Assert.Equal(Tree.Plan.Manifest.TotalBytes, after.Progress.BytesDone);
    }

    [Fact]
    public async Task RunAsync_SameSegmentTwiceAtOnce_GoesOnAtTheSamePlace()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();

        var twins = await Task.WhenAll(
            Task.Run(() => export.WriteAsync(job, 1, ArchiveCursor.Start)), Task.Run(() => export.WriteAsync(job, 1, ArchiveCursor.Start)));

        Assert.Equal(twins[0], twins[1]);
    }

    [Fact]
    public async Task RunAsync_AttemptWasLost_StagesNothingAndRemovesWhatWasStaged()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var first = await export.WriteAsync(job, 1, ArchiveCursor.Start);
        await export.Store.Ledger.FailAsync(new(7, job.JobId, FailureReason.Cancelled, "x"), default);

        var second = await export.WriteAsync(job, 1, first.Cursor!);

        Assert.Null(second.Cursor);
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task RunAsync_LateTwinOfAPublishedAttempt_LeavesTheArchiveAlone()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        var cursor = await export.WriteAllAsync(job, 1);
        await export.PublishAsync(job, 1, cursor!);

        var late = await export.WriteAsync(job, 1, ArchiveCursor.Start);

        Assert.Null(late.Cursor);
        Assert.Equal(cursor!.Sha256, await export.HashAsync(Assert.Single(export.Blobs())));
    }

    [Fact]
    public async Task RunAsync_StorageFails_NoHeartbeatIsDueUntilTheSegmentRunsAgain()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        export.Store.Plan.OnCommit = point => FailStaging(point, new RequestFailedException(403, "The account is locked."));

        await Assert.ThrowsAsync<RequestFailedException>(() => export.WriteAsync(job, 1, ArchiveCursor.Start));

        await AssertAwaitsWorkerAsync(export, job);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 20)]
    public async Task RunAsync_HostStops_NoHeartbeatIsDueUntilTheSegmentRunsAgain(int segmentBytes)
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        export.Store.Settings.SegmentBytes = segmentBytes;
        var job = await export.StartJobAsync();
        using var stopping = new CancellationTokenSource();
        export.Store.Plan.OnCommit = point =>
        {
            if (point.Source == CommitSource.Blob)
                stopping.Cancel();
        };

        var input = new SegmentInput(LedgerFixture.Attempt(job, 1), ArchiveCursor.Start);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export.Segments.RunAsync(input, stopping.Token));

        await AssertAwaitsWorkerAsync(export, job);
    }

    [Fact]
    public async Task RunAsync_ContentIsDamaged_Throws()
    {
        var tree = new StoredTree(new Dictionary<string, byte[]> { ["a"] = [1, 2, 3] });
        using var export = await ActivityFixture.CreateAsync(tree);
        export.Store.Pinned = export.Store.Pinned with { Manifest = tree.Plan.Manifest };
        var job = await export.StartJobAsync();
        await export.Store.Blobs.GetBlobContainerClient("project-contents")
            .GetBlobClient(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([1, 2, 3])))
            .UploadAsync(new MemoryStream([3, 2, 1]), overwrite: true);

        await Assert.ThrowsAsync<ArchiveContentException>(() => export.WriteAllAsync(job, 1));
    }

    [Fact]
    public async Task RunAsync_ContentIsMissing_SaysSoAsOfADamagedOne()
    {
        var tree = new StoredTree(new Dictionary<string, byte[]> { ["a"] = [1, 2, 3] });
        using var export = await ActivityFixture.CreateAsync(tree);
        var job = await export.StartJobAsync();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([1, 2, 3]));
        await export.Store.Blobs.GetBlobContainerClient("project-contents").GetBlobClient(hash).DeleteIfExistsAsync();

        var missing = await Assert.ThrowsAsync<ArchiveContentException>(() => export.WriteAllAsync(job, 1));

        Assert.Contains(hash, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ManifestIsMissing_SaysSoAsOfADamagedOne()
    {
        using var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        await export.Store.Blobs.GetBlobContainerClient("project-manifests").GetBlobClient(Tree.Plan.Manifest.Sha256).DeleteIfExistsAsync();

        await Assert.ThrowsAsync<ArchiveContentException>(() => export.WriteAllAsync(job, 1));
    }

    private static void FailStaging(CommitPoint point, Exception failure)
    {
        if (point.Source == CommitSource.Blob)
            throw failure;
    }

    private static async Task AssertAwaitsWorkerAsync(ActivityFixture export, ProjectExportJob job)
    {
        var row = (await export.Store.Ledger.FindAsync(LedgerFixture.Key(job), default))!;
        Assert.True(row.Position.Holds(1));
        Assert.True(row.AwaitsWorker);
        export.Store.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(WatchdogRules.IsSilent(row, export.Store.Clock.GetUtcNow(), export.Store.Settings));
    }
}
