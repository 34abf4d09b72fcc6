using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Client;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Entities;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.EmbeddedHost.Engine.Store;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Tests.Engine;

public sealed class DurableEngineTests
{
    [Fact]
    public async Task FullDisk_StepCannotCommit_IsRepeatedUntilItCan()
    {
        var disk = new FullDisk("CompleteOrchestration");
        await using var host = new EngineUnderTest(observer: disk);
        var runs = 0;
        host.Functions.Activity<int, int>("Work", n => Interlocked.Increment(ref runs) + n);
        host.Functions.Orchestrator("Main", context => context.CallActivityAsync<int>("Work", 1));
        await host.Engine.StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await disk.Refused;
        await host.Engine.WhenIdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.GetAsync(id)).RuntimeStatus);
        Assert.Equal(host.Clock.GetUtcNow().AddMilliseconds(100), host.Engine.NextDue);

        disk.IsFull = false;
        host.Clock.AdvanceTo(host.Engine.NextDue!.Value);
        await host.Engine.WhenIdleAsync();

        Assert.Equal("2", (await host.GetAsync(id)).SerializedOutput);
        Assert.Equal(1, runs);
        Assert.Contains(
            host.Logs.Entries, entry => entry.Level == LogLevel.Warning && entry.Message.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FullDisk_ClientsCommit_IsTheClientsError()
    {
        var disk = new FullDisk("StartOrchestration");
        await using var host = new EngineUnderTest(observer: disk);
        await host.Engine.StartAsync();

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(
            () => host.Client.ScheduleNewOrchestrationInstanceAsync("Main", null, new StartOrchestrationOptions("one")));

        await host.Engine.WhenIdleAsync();
        Assert.Null(await host.Client.GetInstanceAsync("one"));
    }

    [Fact]
    public async Task Crash_AtAnyCommit_StopsInSilenceAndAtOnce()
    {
        var plan = CrashPlan.BeforeCommit(2);
        await using var host = new EngineUnderTest(observer: plan);
        host.Functions.Orchestrator("Main", context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));
        await host.Engine.StartAsync();

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await plan.Crashed;
        await host.Engine.WhenIdleAsync();
        await host.Engine.StopAsync();

        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level > LogLevel.Information);
    }

    [Fact]
    public async Task MaxConcurrentActivities_MoreAreCalled_RunsThatManyAtATime()
    {
        await using var host = new EngineUnderTest(options => options.MaxConcurrentActivities = 2);
        var mayEnd = new TaskCompletionSource();
        using var started = new SemaphoreSlim(0);
        host.Functions.ActivityAsync<int, int>("Work", async (n, _) =>
        {
            started.Release();
            await mayEnd.Task;
            return n;
        });
        host.Functions.Orchestrator("Main", async context =>
            (await Task.WhenAll(Enumerable.Range(1, 5).Select(n => context.CallActivityAsync<int>("Work", n)))).Sum());
        await host.Engine.StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await started.WaitAsync();
        await started.WaitAsync();
        Assert.Equal(2, host.Engine.RunningActivities);

        mayEnd.SetResult();
        await host.Engine.WhenIdleAsync();
        Assert.Equal("15", (await host.GetAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task WhenQuiescentAsync_HeldActivityWaitsForTheClock_DoesNotWaitForIt()
    {
        await using var host = new EngineUnderTest();
        host.Functions.ActivityAsync<int, int>("Poll", async (n, stopping) =>
        {
            var minute = Task.Delay(TimeSpan.FromMinutes(1), host.Clock, stopping);
            host.Engine.HoldActivity();
            await minute;
            host.Engine.ReleaseActivity();
            return n;
        });
        host.Functions.Orchestrator("Main", context => context.CallActivityAsync<int>("Poll", 7));
        await host.Engine.StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");

        await host.Engine.WhenQuiescentAsync();
        Assert.Equal(1, host.Engine.RunningActivities);
        Assert.False(host.Engine.WhenIdleAsync().IsCompleted);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Engine.WhenIdleAsync();

        Assert.Equal("7", (await host.GetAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task StopAsync_ActivityStopsWhenAsked_LeavesItForTheNextStart()
    {
        await using var host = new EngineUnderTest();
        var started = new TaskCompletionSource();
        host.Functions.ActivityAsync<int, int>("Work", async (n, stopping) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, stopping);
            return n;
        });
        host.Functions.Orchestrator("Main", context => context.CallActivityAsync<int>("Work", 7));
        await host.Engine.StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await started.Task;

        await host.Engine.StopAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.GetAsync(id)).RuntimeStatus);
        Assert.Equal("Work", Assert.IsType<ActivityMessage>(Assert.Single(host.Store.ReadAllMessages())).Name);
    }

    [Fact]
    public async Task StopAsync_StepOutlastsIt_CommitsNothing()
    {
        var plan = CrashPlan.None();
        await using var host = new EngineUnderTest(observer: plan);
        var (begun, over) = (Signal(), Signal());
        using var mayEnd = new ManualResetEventSlim();
        host.Functions.Orchestrator("Main", _ =>
        {
            begun.SetResult();
            mayEnd.Wait();

            // What it meets once the host has stopped and its services are gone.
            throw new ObjectDisposedException(nameof(IServiceProvider));
        });
        await host.Engine.StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await begun.Task;
        plan.OnCommit = _ => over.TrySetResult();
        host.Logs.OnEntry = entry => _ = entry.Message.StartsWith("The engine halts", StringComparison.Ordinal) && over.TrySetResult();

        await host.Engine.StopAsync(new CancellationToken(canceled: true));
        mayEnd.Set();
        await over.Task;

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.GetAsync(id)).RuntimeStatus);
        Assert.Single(host.Store.ReadAllMessages());
    }

    [Fact]
    public async Task ListInstanceIds_MoreWantedThanAPageHolds_SaysWhereToGoOn()
    {
        await using var host = new EngineUnderTest();
        var starts = Enumerable.Range(0, 1_001).Select(number => InstanceStarts.Create(
            new MessageSequence(number), host.Clock.GetUtcNow(), $"{number:D4}", new ExecutionStarted("e1", "Main", null, null)));
        await Task.WhenAll(starts.Select(start => host.Store.StartAsync(start, RuntimeStatuses.Finished)));

        var first = await host.Client.ListInstanceIdsAsync(pageSize: 5_000);
        var second = await host.Client.ListInstanceIdsAsync(pageSize: 5_000, lastInstanceKey: first.ContinuationToken);

        Assert.Equal("0999", first.ContinuationToken);
        Assert.Equal("1000", Assert.Single(second.Values));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task Terminate_OvertakesTheStart_TheStartDoesNotBringTheInstanceBack()
    {
        await using var host = new EngineUnderTest();
        host.Functions.Orchestrator("Main", _ => Task.FromResult("ran"));
        var started = new ExecutionStarted("e1", "Main", null, null);
        var start = InstanceStarts.Create(new MessageSequence(1_000), host.Clock.GetUtcNow(), "one", started);
        Assert.Null(await host.Store.StartAsync(start, RuntimeStatuses.Finished));

        await host.Client.TerminateInstanceAsync("one", "no more");
        await host.Engine.WhenIdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.GetAsync("one")).RuntimeStatus);

        await host.Engine.StartAsync();
        await host.Engine.WhenIdleAsync();

        var after = await host.GetAsync("one");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"no more\""), (after.RuntimeStatus, after.SerializedOutput));
    }

    [Fact]
    public async Task WaitForCompletion_FinishedInstance_LeavesNoSignalBehind()
    {
        await using var host = new EngineUnderTest();
        host.Functions.Orchestrator("Main", _ => Task.FromResult(1));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Engine.WhenIdleAsync();
        var signals = new InstanceSignals();
        var payloads = new PayloadConverter(EngineTestDefaults.Converter, int.MaxValue);
        var parts = new ClientParts(host.Store, null!, new MessageSequence(1_000), signals, new WorkTracker(), payloads, host.Clock);
        await using var client = new EmbeddedDurableTaskClient(parts, new DurableEngineOptions());

        await client.WaitForInstanceCompletionAsync(id);
        await client.WaitForInstanceStartAsync(id);

        Assert.Equal(0, signals.Count);
    }

    [Fact]
    public async Task Poll_MessageThatNobodyAnnounced_IsFound()
    {
        await using var host = new EngineUnderTest(options => options.PollInterval = TimeSpan.FromMilliseconds(10));
        var seen = new TaskCompletionSource();
        host.Functions.Entity("store", (TaskEntityOperation operation) =>
        {
            seen.TrySetResult();
            return default;
        });
        await host.Engine.StartAsync();

        await host.Store.SignalAsync(new EntityMessage(1_000, "@store@a", new OperationRequest("put", null, null)));

        await seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("input")]
    [InlineData("output")]
    public async Task MaxPayloadLength_LargerActivityPayload_FailsTheCallWithBothSizes(string which)
    {
        await using var host = new EngineUnderTest(options => options.MaxPayloadLength = 100);
        var large = new string('x', 200);
        host.Functions.Activity<string, string>("Work", text => which == "output" ? large : text);
        host.Functions.Orchestrator("Main", context => context.CallActivityAsync<string>("Work", which == "input" ? large : "small"));
        await host.Engine.StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Engine.WhenIdleAsync();

        var instance = await host.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("has 202 characters of JSON; the limit is 100", instance.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MaxPayloadLength_LargerClientInput_IsRefused()
    {
        await using var host = new EngineUnderTest(options => options.MaxPayloadLength = 100);
        await host.Engine.StartAsync();

        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => host.Client.ScheduleNewOrchestrationInstanceAsync("Main", new string('x', 200)));

        Assert.Contains("the limit is 100", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstanceCacheSize_MoreInstancesThanRoom_AllGoOnFromTheirHistory()
    {
        await using var host = new EngineUnderTest(options => options.InstanceCacheSize = 2);
        host.Functions.Orchestrator(
            "Main", async context => await context.WaitForExternalEvent<int>("go") + await context.WaitForExternalEvent<int>("go"));
        await host.Engine.StartAsync();
        var ids = Enumerable.Range(1, 6).Select(number => $"instance-{number}").ToArray();
        foreach (var id in ids)
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", null, new StartOrchestrationOptions(id));
        }

        for (var round = 1; round <= 2; round++)
        {
            foreach (var id in ids)
            {
                await host.Client.RaiseEventAsync(id, "go", round);
            }
        }

        await host.Engine.WhenIdleAsync();
        foreach (var id in ids)
        {
            Assert.Equal("3", (await host.GetAsync(id)).SerializedOutput);
        }
    }

    [Fact]
    public async Task CompletedWorkflow_OfAllKinds_LeavesNoMessageBehind()
    {
        await using var host = new EngineUnderTest();
        host.Functions.Activity<int, int>("Work", n => n).Entity("store", (TaskEntityOperation _) => default(ValueTask<object?>));
        host.Functions.Orchestrator("Child", context => context.CallActivityAsync<int>("Work", 1));
        host.Functions.Orchestrator("Main", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            var deadline = context.CreateTimer(TimeSpan.FromHours(6), cancellation.Token);
            await context.CallSubOrchestratorAsync("Child");
            await context.Entities.CallEntityAsync(new EntityInstanceId("store", "a"), "put");
            cancellation.Cancel();
        });
        await host.Engine.StartAsync();

        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Engine.WhenIdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.GetAsync(id)).RuntimeStatus);
        Assert.Empty(host.Store.ReadAllMessages());
        Assert.Null(host.Engine.NextDue);
    }

    [Fact]
    public async Task LockedEntity_MoreSignalsThanAStepTakes_HandlesThemAllOnceItIsFree()
    {
        await using var host = new EngineUnderTest(options => options.MaxMessagesPerStep = 3);
        var handled = 0;
        host.Functions.Entity("store", (TaskEntityOperation _) =>
        {
            handled++;
            return default;
        });
        host.Functions.Orchestrator("Holder", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(new EntityInstanceId("store", "a")))
            {
                await context.WaitForExternalEvent<int>("release");
            }
        });
        await host.Engine.StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Holder");
        await host.Engine.WhenIdleAsync();
        for (var signal = 0; signal < 10; signal++)
        {
            await host.Client.Entities.SignalEntityAsync(new EntityInstanceId("store", "a"), "put");
        }

        await host.Engine.WhenIdleAsync();
        Assert.Equal(0, handled);
        await host.Client.RaiseEventAsync(id, "release");
        await host.Engine.WhenIdleAsync();

        Assert.Equal(10, handled);
    }

    [Fact]
    public async Task Terminate_InstanceThatHoldsALock_ReleasesIt()
    {
        await using var host = new EngineUnderTest();
        host.Functions.Entity("store", (TaskEntityOperation _) => default(ValueTask<object?>));
        host.Functions.Orchestrator("Holder", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(new EntityInstanceId("store", "a")))
            {
                await context.WaitForExternalEvent<int>("never");
            }
        });
        await host.Engine.StartAsync();
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Holder");
        await host.Engine.WhenIdleAsync();
        Assert.Equal(id, host.Store.ReadEntity("@store@a")?.Lock?.InstanceId);

        await host.Client.TerminateInstanceAsync(id);
        await host.Engine.WhenIdleAsync();

        Assert.Null(host.Store.ReadEntity("@store@a")?.Lock);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
