using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Exports.Functions.Shared.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ExportEnqueuerTests
{
    [Fact]
    public async Task EnqueueAsync_NewRequest_RecordsIndexAndJobAndSchedulesUnderTheJobsId()
    {
        using var store = await LedgerFixture.CreateAsync();

        var job = await store.EnqueueAsync();

        var snapshot = await store.SnapshotAsync();
        Assert.Equal((job.JobId, ExportJobStatus.Queued, "ann"), (snapshot.Latest!.JobId, snapshot.Latest.Status, snapshot.Latest.Requester));
        Assert.Equal([job.JobId], (await store.IndexAsync()).Select(row => row.JobId));
        store.VerifyScheduled(job.JobId, Times.Once());
    }

    [Fact]
    public async Task EnqueueAsync_Schedules_WithTheSettingsThatShapeTheDecisions()
    {
        using var store = await LedgerFixture.CreateAsync();
        object? input = null;
        store.Client.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Callback<TaskName, object?, StartOrchestrationOptions?, CancellationToken>((_, given, _, _) => input = given)
            .ReturnsAsync("id");

        var job = await store.EnqueueAsync();

        var expected = new ExportInput(
            7, job.JobId, job.CreatedAt, job.CreatedAt.AddHours(6), new(3, TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(15)));
        Assert.Equal(expected, input);
    }

    [Fact]
    public async Task EnqueueAsync_SameKey_ReturnsTheSameJobAndSchedulesAMissingOrchestration()
    {
        using var store = await LedgerFixture.CreateAsync();

        var first = await store.EnqueueAsync(key: "k");
        var second = await store.EnqueueAsync(key: "k");

        Assert.Equal(first.JobId, second.JobId);
        Assert.Single(await store.IndexAsync());
        store.VerifyScheduled(first.JobId, Times.Exactly(2));
    }

    [Fact]
    public async Task EnqueueAsync_SameKeyWhileTheOrchestrationLives_SchedulesNothing()
    {
        using var store = await LedgerFixture.CreateAsync();
        var first = await store.EnqueueAsync(key: "k");
        Exists(store, first.JobId);

        await store.EnqueueAsync(key: "k");

        store.VerifyScheduled(first.JobId, Times.Once());
    }

    [Fact]
    public async Task EnqueueAsync_SameKeyAfterTheEnd_ReturnsTheEndedJobAndSchedulesNothing()
    {
        using var store = await LedgerFixture.CreateAsync();
        var first = await store.EnqueueAsync(key: "k");
        await store.Ledger.FailAsync(new(7, first.JobId, FailureReason.Cancelled, "x"), default);

        var second = await store.EnqueueAsync(key: "k");

        Assert.Equal((first.JobId, ExportJobStatus.Failed), (second.JobId, second.Status));
        store.VerifyScheduled(first.JobId, Times.Once());
    }

    [Fact]
    public async Task EnqueueAsync_SameKeyForAnotherRequest_IsAConflict()
    {
        using var store = await LedgerFixture.CreateAsync();
        await store.EnqueueAsync(key: "k", description: "one");

        var refused = await Assert.ThrowsAsync<ApiException>(() => store.EnqueueAsync(key: "k", description: "two"));

        Assert.Equal(409, refused.Status);
    }

    [Fact]
    public async Task EnqueueAsync_KeyWhoseJobIsGone_StandsForANewJob()
    {
        using var store = await LedgerFixture.CreateAsync();
        var first = await store.EnqueueAsync(key: "k");
        await store.Ledger.FailAsync(new(7, first.JobId, FailureReason.Cancelled, "x"), default);
        var ended = (await store.Jobs.FindJobAsync(7, first.JobId, default))!;
        await store.Jobs.RemoveEndedAsync(ended, key: null, default);

        var second = await store.EnqueueAsync(key: "k");

        Assert.NotEqual(first.JobId, second.JobId);
        Assert.Equal(second.JobId, (await store.EnqueueAsync(key: "k")).JobId);
        Assert.Equal(second.JobId, Assert.Single((await store.SnapshotAsync()).Active).JobId);
    }

    [Fact]
    public async Task EnqueueAsync_ManyAtOnceWithOneKey_MakeOneJob()
    {
        using var store = await LedgerFixture.CreateAsync();

        var jobs = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.EnqueueAsync(key: "k"))));

        var id = Assert.Single(jobs.Select(job => job.JobId).Distinct());
        Assert.Equal(id, Assert.Single((await store.SnapshotAsync()).Active).JobId);
        Assert.Equal(id, Assert.Single(await store.IndexAsync()).JobId);
    }

    [Fact]
    public async Task EnqueueAsync_ScheduleFailsBecauseItExists_Succeeds()
    {
        using var store = await LedgerFixture.CreateAsync();
        store.Client.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Callback<TaskName, object?, StartOrchestrationOptions?, CancellationToken>((_, _, options, _) => Exists(store, options!.InstanceId!))
            .ThrowsAsync(new InvalidOperationException("exists"));

        Assert.Equal(ExportJobStatus.Queued, (await store.EnqueueAsync()).Status);
    }

    [Fact]
    public async Task EnqueueAsync_ScheduleFails_TellsTheCallerAndKeepsTheJobForTheRepeat()
    {
        using var store = await LedgerFixture.CreateAsync();
        store.Client.SetupSequence(client => client.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("down")).ReturnsAsync("id");

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.EnqueueAsync(key: "k"));
        var job = await store.EnqueueAsync(key: "k");

        Assert.Equal(job.JobId, Assert.Single((await store.SnapshotAsync()).Active).JobId);
    }

    private static void Exists(LedgerFixture store, string jobId) => store.Client
        .Setup(client => client.GetInstanceAsync(jobId, It.IsAny<CancellationToken>()))
        .ReturnsAsync(new OrchestrationMetadata("ProjectExport", jobId) { RuntimeStatus = OrchestrationRuntimeStatus.Running });
}
