using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;
using Exports.EmbeddedHost.Storage.Tables;
using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace Exports.Functions.Tests.ProjectExports;

/// <summary>The export tables over a real store with its rules and its faults, without engine and HTTP.</summary>
internal sealed class LedgerFixture : IDisposable
{
    public const long ProjectId = 7;

    private readonly TempDataFolder _folder = new();

    public LedgerFixture(CrashPlan? plan = null)
    {
        Plan = plan ?? CrashPlan.None();
        Database = SqliteDatabase.Open(new(_folder.File("exports.db"), MaxUnitsPerCommit: 1), Plan);
        Tables = new TableServiceClient(new TableStore(Database, Clock, Metrics));
        Jobs = new(Tables);
        Index = new(Tables);
        var options = Options.Create(Settings);
        Webhooks = new(Tables);
        var outbox = new WebhookOutbox(Webhooks);
        Dispatcher = new(
            Webhooks,
            new(Tables),
            new ProjectTable(Tables, new ProjectPathTable(Tables)),
            Options.Create(new WebhookOptions()),
            NullLogger<WebhookDispatcher>.Instance);
        Ledger = new(Jobs, Index, outbox, Clock, options);
        Archives = new(Jobs, Index, Clock, options);
        Enqueuer = new(Jobs, Index, outbox, Dispatcher, Clock, options);
        Client = new Mock<DurableTaskClient>("test");
        Blobs = new(new BlobStore(Database, _folder.File("blobs"), Clock, Metrics));
    }

    public ManualTimeProvider Clock { get; } = new();

    public StorageMetrics Metrics { get; } = new();

    public CrashPlan Plan { get; }

    public SqliteDatabase Database { get; }

    public ProjectExportOptions Settings { get; } = new();

    public TableServiceClient Tables { get; }

    public ProjectExportTable Jobs { get; }

    public ProjectExportIndexTable Index { get; }

    public WebhookTable Webhooks { get; }

    public WebhookDispatcher Dispatcher { get; }

    public ExportLedger Ledger { get; }

    public ArchiveLedger Archives { get; }

    public ExportEnqueuer Enqueuer { get; }

    public Mock<DurableTaskClient> Client { get; }

    public BlobServiceClient Blobs { get; }

    public static async Task<LedgerFixture> CreateAsync(CrashPlan? plan = null)
    {
        var fixture = new LedgerFixture(plan);
        await StorageDecision.RepeatAsync(async () =>
        {
            await fixture.Jobs.CreateIfNotExistsAsync(default);
            await fixture.Index.CreateIfNotExistsAsync(default);
            return true;
        });
        return fixture;
    }

    /// <summary>Every job gets a moment of its own, as ids sort by the millisecond.</summary>
    public async Task<ProjectExportJob> EnqueueAsync(string? key = null, string? description = null)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var requestKey = key is null ? null : RequestKey.Create("ann", key, description);
        return await Enqueuer.EnqueueAsync(new(ProjectId, "ann", description, requestKey), Client.Object, default);
    }

    public PinnedProject Pinned { get; set; } = new(new(100, "manifest", 3, 3000), "{}");

    public Task<ProjectExportJob?> BeginAsync(ProjectExportJob job, int attempt) =>
        Ledger.BeginAttemptAsync(Attempt(job, attempt), _ => Task.FromResult(Pinned), default);

    public Task<ProjectExportJob?> FinishAsync(ProjectExportJob job, int attempt) =>
        Ledger.FinishAsync(Attempt(job, attempt), new($"blob-{job.JobId}-{attempt}", 10, "hash"), default);

    public Task<ProjectExportSnapshot> SnapshotAsync() => Jobs.GetSnapshotAsync(ProjectId, default);

    public async Task<List<ActiveProjectExport>> IndexAsync()
    {
        var rows = new List<ActiveProjectExport>();
        await foreach (var row in Index.ActiveAsync(default))
            rows.Add(row);
        return rows;
    }

    public static AttemptKey Attempt(ProjectExportJob job, int attempt) => new(job.ProjectId, job.JobId, attempt);

    public static JobKey Key(ProjectExportJob job) => new(job.ProjectId, job.JobId);

    public void VerifyScheduled(string jobId, Times times) => Client.Verify(
        client => client.ScheduleNewOrchestrationInstanceAsync(
            new TaskName("ProjectExport"),
            It.IsAny<object?>(),
            It.Is<StartOrchestrationOptions>(options => options.InstanceId == jobId),
            It.IsAny<CancellationToken>()),
        times);

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
