using System.Security.Cryptography;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.ProjectExports.Archives;
using Exports.TestKit.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.ProjectExports.Activities;

/// <summary>The activities of an export over real stores, called as an orchestration calls them, with blocks small enough to have many.</summary>
internal sealed class ActivityFixture : IDisposable
{
    private const int Block = 2048;

    private readonly ContentContainer _contents;
    private readonly ManifestContainer _manifests;

    private ActivityFixture(LedgerFixture store)
    {
        Store = store;
        Store.Settings.SegmentBytes = Block;
        var options = Options.Create(store.Settings);
        _contents = new(store.Blobs, store.Clock);
        _manifests = new(store.Blobs, store.Clock);
        Archives = new(store.Blobs);
        Cleaner = new(store.Jobs, Archives);
        Segments = new(
            store.Ledger,
            new ArchiveSegmentWriter(store.Clock, new ArchiveGeometry(Block, Block)),
            Cleaner,
            new(_contents, _manifests, Archives),
            new(store.Ledger, store.Clock, options, NullLogger<AttemptPulse>.Instance),
            options);
        Commit = new(store.Ledger, Archives, Cleaner);
        Publication = new(store.Ledger, Cleaner);
        Closing = new(store.Ledger, Cleaner, store.Index, store.Dispatcher);
        Removal = new(store.Archives, Cleaner, store.Index);
    }

    public LedgerFixture Store { get; }

    public ArchiveContainer Archives { get; }

    public ArchiveCleaner Cleaner { get; }

    public SegmentWork Segments { get; }

    public ArchiveCommit Commit { get; }

    public Publication Publication { get; }

    public JobClosing Closing { get; }

    public ArchiveRemoval Removal { get; }

    public static async Task<ActivityFixture> CreateAsync(StoredTree tree, CrashPlan? plan = null)
    {
        var fixture = new ActivityFixture(await LedgerFixture.CreateAsync(plan));
        await StorageDecision.RepeatAsync(() => fixture.StoreAsync(tree));
        return fixture;
    }

    public async Task<ProjectExportJob> StartJobAsync(int attempt = 1)
    {
        var job = await Store.EnqueueAsync();
        return (await Store.BeginAsync(job, attempt))!;
    }

    public Task<SegmentResult> WriteAsync(ProjectExportJob job, int attempt, ArchiveCursor cursor) =>
        Segments.RunAsync(new(LedgerFixture.Attempt(job, attempt), cursor), default);

    /// <summary>Segment after segment, as the orchestration does; null when the attempt is lost on the way.</summary>
    public async Task<ArchiveCursor?> WriteAllAsync(ProjectExportJob job, int attempt)
    {
        ArchiveCursor? cursor = ArchiveCursor.Start;
        while (cursor is { IsComplete: false })
            cursor = (await WriteAsync(job, attempt, cursor)).Cursor;
        return cursor;
    }

    public Task<CommitResult> CommitAsync(ProjectExportJob job, int attempt, ArchiveCursor cursor) =>
        Commit.RunAsync(new(LedgerFixture.Attempt(job, attempt), cursor.Blocks, cursor.BytesWritten), default);

    /// <summary>Commit and publication, as the orchestration calls them.</summary>
    public async Task<JobEnd?> PublishAsync(ProjectExportJob job, int attempt, ArchiveCursor cursor) =>
        (await CommitAsync(job, attempt, cursor)).Held ? await FinishAsync(job, attempt, cursor) : null;

    public Task<JobEnd?> FinishAsync(ProjectExportJob job, int attempt, ArchiveCursor cursor) =>
        Publication.RunAsync(new(LedgerFixture.Attempt(job, attempt), cursor.BytesWritten, cursor.Sha256!), default);

    /// <summary>Every archive blob there is, staged-only ones included.</summary>
    public List<string> Blobs() => ArchiveBlobs.Names(Store.Database);

    public async Task<string> HashAsync(string blob)
    {
        await using var content = await Archives.OpenReadAsync(blob, default) ?? throw new FileNotFoundException(blob);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content));
    }

    public void Dispose() => Store.Dispose();

    private async Task StoreAsync(StoredTree tree)
    {
        await _contents.CreateIfNotExistsAsync(default);
        await _manifests.CreateIfNotExistsAsync(default);
        await Archives.CreateIfNotExistsAsync(default);
        foreach (var content in tree.Files.Values)
            await _contents.PutAsync(Convert.ToHexStringLower(SHA256.HashData(content)), new MemoryStream(content), default);
        using var manifest = new MemoryStream();
        await (await tree.OpenManifestAsync(0, default)).CopyToAsync(manifest);
        await _manifests.PutAsync(tree.Plan.Manifest.Sha256, manifest, default);
        Store.Pinned = new(tree.Plan.Manifest, System.Text.Encoding.UTF8.GetString(StoredTree.ProjectJson));
    }
}
