using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Activities;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.ProjectExports.Watchdog;
using Exports.Functions.Shared;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>Turns steps into calls of the product, each with what it does to the model.</summary>
internal sealed class MessageFactory(InterleavingStore store, ExportModel model, long projectId)
{
    private static readonly PinnedProject Pinned = new(new(100, "manifest", 3, 3000), "{}");

    private readonly ExportLedger _ledger = store.Service<ExportLedger>();
    private int _requests;

    private DateTimeOffset Now => store.Clock.GetUtcNow();

    /// <returns>Null when there is nothing that the step could happen to.</returns>
    public async Task<Message?> CreateAsync(Step step)
    {
        if (step.What is Happening.Enqueue)
            return Enqueue();
        if (step.What is Happening.Sweep)
            return Sweep();
        if (step.What is Happening.Watchdog)
            return Watchdog();
        if (step.What is Happening.Expire)
            return await ExpireAsync(step.Which % 3 == 0);
        if (model.Jobs.Count == 0)
            return null;

        var job = model.Jobs[step.Which % model.Jobs.Count];
        return step.What switch
        {
            Happening.Start => Start(job.Id, job.Attempt + 1),
            Happening.Heartbeat => Heartbeat(job.Id, job.Attempt),
            Happening.Abandon => Abandon(job.Id, job.Attempt),
            Happening.Finish => Finish(job.Id, job.Attempt),
            Happening.Fail => Fail(job.Id),
            Happening.Cancel => Fail(job.Id, FailureReason.Cancelled),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.What, "not a message"),
        };
    }

    /// <summary>What orchestrations do about the events that the watchdog has raised.</summary>
    public IEnumerable<Message> AnswersToRaisedEvents()
    {
        var raised = store.Orchestrations.Raised.ToList();
        store.Orchestrations.Raised.Clear();
        foreach (var (job, _, payload) in raised.Where(raised => raised.Name == ExportEvents.Redrive))
        {
            yield return Abandon(job, (int)payload!);
            yield return Start(job, (int)payload! + 1);
        }
    }

    public Message Fail(string job, FailureReason reason = FailureReason.AttemptsExhausted) => For(
        job, $"{reason} of {job}", _ => model.Fail(Find(job)), () => _ledger.FailAsync(new(projectId, job, reason, "failed"), default));

    /// <summary>Asserts that the sweep would find every active job.</summary>
    public async Task AssertIndexedAsync()
    {
        var indexed = await IndexedAsync();
        var active = (await store.Service<ProjectExportTable>().GetSnapshotAsync(projectId, default)).Active;
        Assert.All(active, job => Assert.Contains(job.JobId, indexed));
    }

    public async Task AssertNothingIndexedAsync()
    {
        Assert.Empty(await IndexedAsync());
        Assert.Empty(await store.Service<ProjectExportIndexTable>().ExpiredAsync(Now, default).ToListAsync());
    }

    private Message Enqueue()
    {
        var order = new ExportOrder(projectId, "ann", null, RequestKey.Create("ann", $"key-{++_requests}", null));
        string? accepted = null;
        return new($"request {_requests}", async () =>
        {
            // Jobs of one millisecond have no order.
            store.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await store.Service<ExportEnqueuer>().EnqueueAsync(order, store.Orchestrations.Client, default);
        })
        {
            Job = () => accepted ?? string.Empty,
            Effect = (job, began) => accepted is null && job.Length > 0 && model.Enqueue(accepted = job, began.AddMilliseconds(1)),
        };
    }

    private Message Start(string job, int attempt) => For(
        job, $"start {attempt} of {job}", _ => model.Start(Find(job), attempt),
        () => _ledger.BeginAttemptAsync(new(projectId, job, attempt), _ => Task.FromResult(Pinned), default));

    private Message Heartbeat(string job, int attempt) => For(
        job, $"heartbeat {attempt} of {job}", _ => model.Heartbeat(Find(job), attempt),
        () => _ledger.HeartbeatAsync(new(projectId, job, attempt), ExportPhase.Archiving, null, default));

    private Message Abandon(string job, int attempt) => For(
        job, $"abandon {attempt} of {job}", _ => model.Abandon(Find(job), attempt),
        () => _ledger.AbandonAttemptAsync(new(new(projectId, job, attempt), "broken", Now), default));

    private Message Finish(string job, int attempt)
    {
        var archive = new PublishedArchive(ArchiveBlobName.Of(new(projectId, job, attempt)), 10, "hash");
        return For(
            job, $"finish {attempt} of {job}", began => model.Finish(Find(job), attempt, began),
            () => _ledger.FinishAsync(new(projectId, job, attempt), archive, default));
    }

    private async Task<Message?> ExpireAsync(bool stale)
    {
        if (await store.Service<ProjectExportTable>().GetArchiveAsync(projectId, default) is not { } pointer)
            return null;
        var key = new ArchiveKey(projectId, pointer.Generation - (stale ? 1 : 0));
        return new($"timer of {key}", () => store.Service<ArchiveRemoval>().RunAsync(key, default)) { Effect = (_, _) => false };
    }

    private Message Sweep()
    {
        var due = new HashSet<string>();
        return new("sweep", async () =>
        {
            due = [.. model.Jobs.Where(IsDue).Select(job => job.Id)];
            await store.Service<ExportSweep>().RunOnceAsync(store.Orchestrations.Client, default);
        })
        {
            // It is for every job that was due when it began: one that is active afterwards should have been written.
            Job = () => due.FirstOrDefault(job => Find(job).IsActive),
            Effect = (job, _) => (due.Contains(job) || IsDue(Find(job))) && model.Fail(Find(job)),
        };
    }

    /// <summary>It changes no job: it raises an event, and the orchestration of the silent attempt begins the next one.</summary>
    private Message Watchdog() => new("watchdog", () => store.Service<ExportWatchdog>().RunOnceAsync(store.Orchestrations.Client, default))
    {
        Effect = (_, _) => false,
    };

    /// <summary>Older than the deadline, or without a living orchestration and not so young that it may get one.</summary>
    private bool IsDue(ModelJob job)
    {
        var age = Now - job.EnqueuedAt;
        return job.IsActive && store.Orchestrations.StatusOf(job.Id) switch
        {
            OrchestrationRuntimeStatus.Terminated => true,
            null => age >= ProjectExportDefaults.NeverStartedAfter,
            _ => age >= ProjectExportDefaults.Deadline,
        };
    }

    private static Message For(string job, string text, Func<DateTimeOffset, bool> effect, Func<Task> run) =>
        new(text, run) { Job = () => job, Effect = (written, began) => written == job && effect(began) };

    private ModelJob Find(string job) => model.Jobs.Single(known => known.Id == job);

    private async Task<List<string>> IndexedAsync() =>
        await store.Service<ProjectExportIndexTable>().ActiveAsync(default).Select(row => row.JobId).ToListAsync();
}
