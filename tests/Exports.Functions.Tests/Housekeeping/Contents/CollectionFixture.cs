using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.Functions.Housekeeping;
using Exports.Functions.Housekeeping.Contents;
using Exports.Functions.ProjectExports;
using Exports.Functions.Projects;
using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace Exports.Functions.Tests.Housekeeping.Contents;

/// <summary>Projects, exports and the collection over real stores, without a host whose timers would run on their own.</summary>
internal sealed class CollectionFixture : IDisposable
{
    public static readonly TimeSpan PastGrace = TimeSpan.FromDays(2.1);

    private readonly TempDataFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly BlobStore _blobs;
    private readonly ExportLedger _ledger;
    private readonly IOptions<ProjectOptions> _projectOptions = Options.Create(new ProjectOptions());

    private CollectionFixture()
    {
        _database = SqliteDatabase.Open(new(_folder.File("exports.db"), SqliteSynchronous.Off), CrashPlan.None());
        _blobs = new BlobStore(_database, _folder.File("blobs"), Clock, new StorageMetrics());
        // One row to a page, so that the rows are read at different times, as those of a large table are.
        var tables = new TableServiceClient(new TableStore(_database, Clock, new StorageMetrics()) { Shaping = new(MaxItemsPerPage: 1) });
        Paths = new(tables);
        Projects = new(tables, Paths);
        Jobs = new(tables);
        Index = new(tables);
        Imports = new(this, tables);
        _ledger = new(Jobs, Index, new(new WebhookTable(tables)), Clock, Options.Create(new ProjectExportOptions()));
        Contents = new(Service(), Clock);
        Manifests = new(Service(), Clock);
        Templates = new Mock<ITemplateSource>();
        Templates.Setup(source => source.Templates).Returns([]);
        Holds.Add(Imports.Hold);
    }

    public ManualTimeProvider Clock { get; } = new();

    public HousekeepingOptions Settings { get; } = new() { MarkBytes = 1 << 16 };

    public List<IContentHold> Holds { get; } = [];

    public Mock<ITemplateSource> Templates { get; }

    public ProjectPathTable Paths { get; }

    public ProjectTable Projects { get; }

    public ProjectExportTable Jobs { get; }

    public ProjectExportIndexTable Index { get; }

    public CollectionImports Imports { get; }

    public ContentContainer Contents { get; }

    public ManifestContainer Manifests { get; }

    public static async Task<CollectionFixture> CreateAsync()
    {
        var fixture = new CollectionFixture();
        IStorageResource[] resources =
            [fixture.Paths, fixture.Projects, fixture.Jobs, fixture.Index, .. fixture.Imports.Tables, fixture.Contents, fixture.Manifests];
        foreach (var resource in resources)
            await resource.CreateIfNotExistsAsync(default);
        return fixture;
    }

    /// <summary>The blob service, with a test stepping in at every call if it wants to.</summary>
    public BlobServiceClient Service(Func<Task>? gate = null) => gate is null ? new BlobServiceClient(_blobs) : new GatedBlobs(_blobs, gate);

    public ContentCollector Collector(BlobServiceClient? service = null)
    {
        var manifests = new ManifestContainer(service ?? Service(), Clock);
        var contents = new ContentContainer(service ?? Service(), Clock);
        var roots = new ContentRoots(Projects, Index, Jobs, Templates.Object, Publisher(), manifests);
        var options = Options.Create(Settings);
        return new(new(roots, manifests, options), manifests, contents, Holds, Clock, options);
    }

    public Task<CollectionCounts> CollectAsync() => Collector().RunOnceAsync(default);

    public TemplatePublisher Publisher(ITemplateSource? source = null) =>
        new(source ?? Templates.Object, Contents, Manifests, _projectOptions, Clock, NullLogger<TemplatePublisher>.Instance);

    public async Task CreateProjectAsync(long id, ManifestSummary? tree = null)
    {
        var now = Clock.GetUtcNow();
        var project = new ProjectRow
        {
            Id = id,
            Path = $"group/{id}",
            Name = "name",
            CreatedAt = now,
            UpdatedAt = now,
            CreationId = Guid.NewGuid(),
            ManifestHash = tree?.Sha256 ?? ManifestContainer.EmptyHash,
            ManifestBytes = tree?.Bytes ?? 0,
            FileCount = tree?.FileCount ?? 0,
            TotalBytes = tree?.TotalBytes ?? 0,
        };
        Assert.True(await Projects.TryInsertAsync(project, default));
    }

    /// <summary>Puts a file as a request does: its content, then the tree.</summary>
    public async Task PutAsync(long project, string path, string text, BlobServiceClient? service = null)
    {
        var contents = new ContentContainer(service ?? Service(), Clock);
        await contents.PutAsync(HashOf(text), new MemoryStream(Encoding.UTF8.GetBytes(text)), default);
        var changes = new ChangeSet();
        changes.Put(new ManifestEntry(path, text.Length, HashOf(text), ManifestEntry.RegularMode));
        await Committer(service).CommitAsync(project, changes, default);
    }

    public async Task RemoveAsync(long project, string path, BlobServiceClient? service = null)
    {
        var changes = new ChangeSet();
        changes.Remove(path);
        await Committer(service).CommitAsync(project, changes, default);
    }

    /// <summary>Begins the first attempt of a new export, which pins the project's tree; a test may step in before that is written.</summary>
    public async Task<ProjectExportJob> BeginExportAsync(long project, Func<Task>? beforePin = null)
    {
        var now = Clock.GetUtcNow();
        var job = new ProjectExportJob { ProjectId = project, JobId = ExportJobId.Create(Clock), CreatedAt = now, UpdatedAt = now };
        await Index.AddAsync(new ActiveProjectExport(project, job.JobId, now), default);
        await Jobs.AddAsync(job, key: null, change: null, default);
        var begun = await _ledger.BeginAttemptAsync(new(project, job.JobId, 1), PinAsync, default);
        return begun!;

        async Task<PinnedProject> PinAsync(ProjectExportJob queued)
        {
            var pinned = await new ProjectPinner(Projects).PinAsync(queued, default);
            await (beforePin?.Invoke() ?? Task.CompletedTask);
            return pinned;
        }
    }

    public async Task EndExportAsync(ProjectExportJob job)
    {
        await _ledger.FailAsync(new(job.ProjectId, job.JobId, Exports.Functions.Shared.FailureReason.Cancelled, "x"), default);
    }

    /// <summary>Asserts that the manifest and every content that it names are there.</summary>
    public async Task AssertWholeAsync(string manifestHash)
    {
        await using var manifest = await Manifests.OpenReadAsync(manifestHash, 0, default);
        await foreach (var file in ManifestReader.ReadAsync(manifest))
            Assert.True(await HasAsync(file.Sha256), $"The content of '{file.Path}' is lost.");
    }

    public async Task AssertProjectWholeAsync(long id) => await AssertWholeAsync((await Projects.GetAsync(id, default))!.ManifestHash);

    public async Task<bool> HasTextAsync(string text) => await HasAsync(HashOf(text));

    public async Task<bool> HasAsync(string hash) => await Service().GetBlobContainerClient(ContentContainer.Name).GetBlobClient(hash).ExistsAsync();

    public async Task<int> CountAsync(ImmutableBlobs blobs)
    {
        var count = 0;
        await foreach (var _ in blobs.ListAsync(default))
            count++;
        return count;
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private TreeCommitter Committer(BlobServiceClient? service) =>
        new(Projects, new(service ?? Service(), Clock), _projectOptions, Clock, NullLogger<TreeCommitter>.Instance);
}
