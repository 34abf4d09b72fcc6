using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Exports.TestKit.Faults;

namespace Exports.EmbeddedHost.Tests.Storage.Blobs;

/// <summary>What the store does with its files, over restarts and crashes and under many callers.</summary>
public sealed class BlobStoreTests
{
    private const int Large = 100_000;

    [Fact]
    public async Task Restart_KeepsBlobsAndUncommittedBlocks()
    {
        using var bed = new StorageBed();
        var container = await bed.ContainerAsync();
        await container.GetBlobClient("small").UploadAsync(BinaryData.FromString("small"));
        await container.GetBlobClient("large").UploadAsync(new MemoryStream(new byte[Large]));
        await container.GetBlockBlobClient("blocks").StageBlockAsync("AAAA", new MemoryStream(new byte[Large]));

        bed.Restart();
        container = await bed.ContainerAsync();
        await container.GetBlockBlobClient("blocks").CommitBlockListAsync(["AAAA"]);

        Assert.Equal("small", (await container.GetBlobClient("small").DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal(Large, (await container.GetBlobClient("large").DownloadContentAsync()).Value.Content.ToMemory().Length);
        Assert.Equal(Large, (await container.GetBlobClient("blocks").DownloadContentAsync()).Value.Content.ToMemory().Length);
        Assert.Equal(2, bed.BlobFiles.Length);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(Large)]
    public async Task Read_FileIsShorterThanItsContent_FailsInsteadOfEnding(int bufferSize)
    {
        using var bed = new StorageBed();
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");
        await blob.UploadAsync(new MemoryStream(new byte[Large]));
        await using (var file = File.OpenWrite(Assert.Single(bed.BlobFiles)))
        {
            file.SetLength(Large / 2);
        }

        await using var content = await blob.OpenReadAsync(new Azure.Storage.Blobs.Models.BlobOpenReadOptions(allowModifications: false));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => content.CopyToAsync(Stream.Null, bufferSize));
        Assert.Equal((500, "InternalError"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task CrashBeforeTheCommit_LeavesAFile_ThatTheNextStartSweeps()
    {
        // Commit 1 makes the container, commit 2 is the upload.
        using var bed = new StorageBed(CrashPlan.BeforeCommit(2));
        var container = await bed.ContainerAsync();
        await Assert.ThrowsAsync<SimulatedCrashException>(() =>
            container.GetBlobClient("b").UploadAsync(new MemoryStream(new byte[Large])));
        Assert.Single(bed.BlobFiles);

        bed.Restart();

        Assert.Empty(bed.BlobFiles);
        Assert.False(await (await bed.ContainerAsync()).GetBlobClient("b").ExistsAsync());
    }

    [Fact]
    public async Task CrashAfterTheCommit_LeavesTheDroppedFile_ThatTheNextStartSweeps()
    {
        using var bed = new StorageBed(CrashPlan.AfterCommit(3));
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");
        await blob.UploadAsync(new MemoryStream(new byte[Large]));
        await Assert.ThrowsAsync<SimulatedCrashException>(() => blob.UploadAsync(new MemoryStream(new byte[Large + 1]), overwrite: true));
        Assert.Equal(2, bed.BlobFiles.Length);

        bed.Restart();

        Assert.Single(bed.BlobFiles);
        blob = (await bed.ContainerAsync()).GetBlobClient("b");
        Assert.Equal(Large + 1, (await blob.DownloadContentAsync()).Value.Content.ToMemory().Length);
    }

    [Fact]
    public async Task OverwriteAndDelete_LeaveNoFile()
    {
        using var bed = new StorageBed();
        var container = await bed.ContainerAsync();
        var blob = container.GetBlobClient("b");
        await blob.UploadAsync(new MemoryStream(new byte[Large]));
        await blob.UploadAsync(new MemoryStream(new byte[Large]), overwrite: true);
        Assert.Single(bed.BlobFiles);

        await blob.DeleteAsync();

        Assert.Empty(bed.BlobFiles);
    }

    [Fact]
    public async Task RefusedUpload_LeavesNoFile()
    {
        using var bed = new StorageBed();
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");
        var gate = new TaskCompletionSource();
        var slow = blob.UploadAsync(new GatedStream(gate.Task, Large));
        await blob.UploadAsync(BinaryData.FromString("first"));

        gate.SetResult();

        await Refused.WithAsync(409, "BlobAlreadyExists", () => slow);
        Assert.Empty(bed.BlobFiles);
    }

    [Fact]
    public async Task BrokenUpload_LeavesNoFileAndNoBlob()
    {
        using var bed = new StorageBed();
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");

        await Assert.ThrowsAsync<IOException>(() =>
            blob.UploadAsync(new GatedStream(Task.FromException(new IOException("cut off")), Large)));

        Assert.Empty(bed.BlobFiles);
        Assert.False(await blob.ExistsAsync());
    }

    [Fact]
    public async Task ManyReaders_WhileABlobIsReplaced_EachSeeOneWholeVersion()
    {
        using var bed = new StorageBed();
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");
        await blob.UploadAsync(Version(0));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadUntilAsync(blob, done.Token))).ToArray();

        for (var version = 1; version <= 50; version++)
        {
            await blob.UploadAsync(Version(version), overwrite: true);
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Single(bed.BlobFiles);
    }

    [Fact]
    public async Task ManyUploads_AtOnce_AllArrive()
    {
        using var bed = new StorageBed();
        var container = await bed.ContainerAsync();

        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) =>
            await container.GetBlobClient($"{i:000}").UploadAsync(BinaryData.FromString($"{i}"), token));

        var blobs = await container.GetBlobsAsync().ToListAsync();
        Assert.Equal(500, blobs.Count);
        Assert.Equal("499", (await container.GetBlobClient("499").DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task CreateOnly_ByManyAtOnce_IsWonByOne()
    {
        using var bed = new StorageBed();
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                await blob.UploadAsync(new MemoryStream(new byte[Large + i]));
                return 201;
            }
            catch (RequestFailedException refusal)
            {
                return refusal.Status;
            }
        })));

        Assert.Equal(1, outcomes.Count(status => status == 201));
        Assert.Equal(15, outcomes.Count(status => status == 409));
        Assert.Single(bed.BlobFiles);
    }

    [Fact]
    public async Task Metrics_CountTransactionsPerContainer()
    {
        using var bed = new StorageBed();
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");
        var before = bed.Metrics.Container("things").Transactions;

        await blob.UploadAsync(BinaryData.FromString("x"));
        await blob.DownloadContentAsync();
        await blob.ExistsAsync();

        Assert.Equal(3, bed.Metrics.Container("things").Transactions - before);
    }

    private static MemoryStream Version(int version) => new(Enumerable.Repeat((byte)version, Large + version).ToArray());

    private static async Task<int> ReadUntilAsync(BlobClient blob, CancellationToken done)
    {
        var reads = 0;
        do
        {
            var bytes = (await blob.DownloadContentAsync(CancellationToken.None)).Value.Content.ToArray();
            Assert.Equal(Large + bytes[0], bytes.Length);
            Assert.Equal(-1, bytes.AsSpan().IndexOfAnyExcept(bytes[0]));
            reads++;
        }
        while (!done.IsCancellationRequested);
        return reads;
    }

    /// <summary>Some zeros, of which the first half comes at once and the rest when a gate opens.</summary>
    private sealed class GatedStream(Task gate, int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= Length / 2)
            {
                await gate;
            }

            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, (int)Length / 2)], cancellationToken);
        }
    }
}
