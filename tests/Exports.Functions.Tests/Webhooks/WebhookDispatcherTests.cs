using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.ProjectExports;
using Exports.Functions.Webhooks;
using Exports.Functions.Webhooks.Sweep;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>The outbox between a state change and its deliveries.</summary>
public sealed class WebhookDispatcherTests
{
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task TryDispatch_OrchestrationsCannotBeStarted_KeepsTheEventAndTheSweepHandsItOver(Type failure)
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync();
        var job = await RecordChangeAsync(scenario, webhook);
        var broken = new Mock<DurableTaskClient>("test");
        broken.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
            It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync((Exception)Activator.CreateInstance(failure, "The task hub is away.")!);

        Assert.False(await scenario.Service<WebhookDispatcher>().TryDispatchAsync(job, broken.Object, default));
        Assert.Single(await EventsAsync(scenario, job));
        Assert.Empty(scenario.Receiver.Received);
        var (emptied, left) = await scenario.Service<OutboxSweep>().RunOnceAsync(scenario.Host.Durable, default);
        await scenario.Host.SettleAsync();

        Assert.Equal((1, 0), (emptied, left));
        Assert.Empty(await EventsAsync(scenario, job));
        Assert.Equal($"{job.JobId}-1", Assert.Single(scenario.Receiver.Received).Id);
    }

    [Fact]
    public async Task TryDispatch_ByManyAtOnce_MakesOneDelivery()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync();
        await using var second = await scenario.Host.StartInstanceAsync();
        var job = await RecordChangeAsync(scenario, webhook);
        var dispatchers = new[] { scenario.Service<WebhookDispatcher>(), second.Services.GetRequiredService<WebhookDispatcher>() };

        var emptied = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => dispatchers[i % 2].TryDispatchAsync(job, scenario.Host.Durable, default))));
        await scenario.Host.SettleAsync();

        Assert.All(emptied, Assert.True);
        Assert.Equal("delivered", Assert.Single(await scenario.DeliveriesAsync(webhook)).GetProperty("status").GetString());
        Assert.Empty(await EventsAsync(scenario, job));
    }

    [Fact]
    public async Task TryDispatch_WebhookIsGoneByNow_DropsTheEvent()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var job = await RecordChangeAsync(scenario, new('b', 32));

        Assert.True(await scenario.Service<WebhookDispatcher>().TryDispatchAsync(job, scenario.Host.Durable, default));

        Assert.Empty(await EventsAsync(scenario, job));
        Assert.Empty(scenario.Receiver.Received);
    }

    [Fact]
    public async Task TouchActive_MakesAChangeThatWasDecidedBefore_BeDecidedAgain()
    {
        using var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        var read = (await store.Ledger.FindAsync(LedgerFixture.Key(job), default))!;

        await store.Jobs.TouchActiveAsync(LedgerFixture.ProjectId, default);

        var refused = await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(
            () => store.Jobs.UpdateAsync(read with { Attempt = 1 }, default));
        Assert.Equal(412, refused.Status);
        var touched = (await store.Ledger.FindAsync(LedgerFixture.Key(job), default))!;
        Assert.Equal(read with { ETag = touched.ETag }, touched);
    }

    private static async Task<JobKey> RecordChangeAsync(WebhookScenario scenario, string webhook)
    {
        var job = new JobKey(scenario.Project, new('a', 32));
        var now = scenario.Host.Clock.GetUtcNow();
        await scenario.Service<ProjectExportIndexTable>().AddAsync(new ActiveProjectExport(job.ProjectId, job.JobId, now), default);
        var row = new ProjectExportJob { ProjectId = job.ProjectId, JobId = job.JobId, CreatedAt = now, UpdatedAt = now };
        var change = new WebhookEvent(job.ProjectId, job.JobId, 1, WebhookEventType.Queued)
        {
            OccurredAt = now,
            Job = "{}",
            Webhooks = [webhook],
        };
        await scenario.Service<ProjectExportTable>().AddAsync(row, key: null, change, default);
        return job;
    }

    private static async Task<List<WebhookEvent>> EventsAsync(WebhookScenario scenario, JobKey job)
    {
        var events = new List<WebhookEvent>();
        await foreach (var change in scenario.Service<WebhookTable>().EventsAsync(job.ProjectId, job.JobId, default))
            events.Add(change);
        return events;
    }
}
