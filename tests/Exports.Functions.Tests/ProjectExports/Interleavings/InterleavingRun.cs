using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Interleavings;

/// <summary>
/// Plays steps on the product and on the model side by side. The model moves when a write of the product becomes durable, so it
/// knows nothing of faults; a call that returns without a write must be one that the model says does nothing.
/// </summary>
internal sealed class InterleavingRun(InterleavingStore store, ExportModel model, long projectId)
{
    private static readonly TimeSpan[] Times =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    private readonly MessageFactory _factory = new(store, model, projectId);
    private readonly List<Message> _messages = [];

    private DateTimeOffset Now => store.Clock.GetUtcNow();

    /// <summary>Plays the steps, compares after each, and sees to it that in the end nothing is left.</summary>
    public async Task PlayAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            await PlayAsync(step);
            foreach (var answer in _factory.AnswersToRaisedEvents())
                await DeliverAsync(answer, new(Happening.Watchdog, 0));
            await CompareAsync(step.ToString());
        }

        await EndAsync();
    }

    private async Task PlayAsync(Step step)
    {
        if (step.What is Happening.TimePasses)
        {
            store.Clock.Advance(Times[step.Which % Times.Length]);
        }
        else if (step.What is Happening.Duplicate)
        {
            if (_messages.Count > 0)
                await DeliverAsync(_messages[step.Which % _messages.Count], step);
        }
        else if (step.What is Happening.LoseOrchestration)
        {
            if (model.Jobs.Count > 0)
                Lose(model.Jobs[step.Which % model.Jobs.Count].Id, step.Which % 2 == 0);
        }
        else if (await _factory.CreateAsync(step) is { } message)
        {
            _messages.Add(message);
            await DeliverAsync(message, step);
        }
    }

    private void Lose(string job, bool terminated)
    {
        if (terminated && store.Orchestrations.StatusOf(job) is not null)
            store.Orchestrations.Terminate(job);
        else
            store.Orchestrations.Forget(job);
    }

    private async Task DeliverAsync(Message message, Step step)
    {
        var began = Now;
        var changed = new HashSet<string>();
        var operation = new Operation(
            step.Fault, step.Write, () => step.Meanwhile is { } other ? PlayAsync(other) : Task.CompletedTask, keys => Apply(message, keys, changed, began));
        var outer = store.Tables.Current;
        store.Tables.Current = operation;
        try
        {
            await message.RunAsync();
        }
        catch (SimulatedCrashException) when (operation.HasCrashed)
        {
            // What it wrote until then stays; nobody has its answer.
        }
        finally
        {
            store.Tables.Current = outer;
        }

        if (operation.HasCrashed)
            await _factory.AssertIndexedAsync();
        else if (message.Job() is { } job && !changed.Contains(job))
            Assert.False(message.Effect(job, began), $"{message.Text} was not written, and should have been.");
    }

    private void Apply(Message message, IReadOnlyList<string> rowKeys, HashSet<string> changed, DateTimeOffset began)
    {
        var prefix = ProjectExportKeys.Active("");
        var jobs = rowKeys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]).ToList();
        foreach (var job in jobs.Where(changed.Add))
            Assert.True(message.Effect(job, began), $"{message.Text} was written for {job}, and should not have been.");
        if (jobs.Count == 0 && rowKeys.Contains(ProjectExportKeys.Archive))
            Assert.True(model.Archive(Now) is null, $"{message.Text} took an archive away that is available.");
    }

    private async Task CompareAsync(string step)
    {
        var table = store.Service<ProjectExportTable>();
        var snapshot = await table.GetSnapshotAsync(projectId, default);
        var archive = snapshot.Archive is { } pointer && pointer.IsAvailable(Now) ? pointer.JobId : null;
        var status = ProjectStatus.Derive(
            [.. snapshot.Active.Select(job => job.Status)], archive is not null, snapshot.Latest is { Status: ExportJobStatus.Failed }, reportFailed: false);
        var jobs = new List<string>();
        await foreach (var job in table.ListAsync(projectId, after: null, answerSize: null, default))
            jobs.Add($"{job.JobId} {job.Status} {job.Attempt}");

        var seen = $"{status}, archive of {archive ?? "nobody"}: {string.Join(", ", jobs.Order(StringComparer.Ordinal))}";
        Assert.True(model.Describe(Now) == seen, $"After {step} the product says\n  {seen}\nand the model\n  {model.Describe(Now)}");
    }

    /// <summary>Whatever happened, a day later there is no active job, no archive and no row in an index that a sweep reads.</summary>
    private async Task EndAsync()
    {
        foreach (var job in model.Jobs.ToList())
            await DeliverAsync(_factory.Fail(job.Id), new(Happening.Fail, 0));
        store.Clock.Advance(ExportModel.Retention + TimeSpan.FromHours(1));
        await store.Service<ExportSweep>().RunOnceAsync(store.Orchestrations.Client, default);

        await CompareAsync("the end");
        Assert.Equal(ProjectExportStatus.None, model.Status(Now));
        await _factory.AssertNothingIndexedAsync();
    }
}
