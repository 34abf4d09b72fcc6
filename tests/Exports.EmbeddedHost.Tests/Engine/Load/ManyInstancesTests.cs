using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Engine.Load;

/// <summary>Many instances at once over limits so small that everything has to queue, be evicted and come back.</summary>
public sealed class ManyInstancesTests
{
    private const int Instances = 200;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 4, 2)]
    [InlineData(1_000, 256, 20)]
    public async Task Instances_OverTinyLimits_AllEndRight(int cacheSize, int concurrentInstances, int concurrentActivities)
    {
        await using var host = await StartAsync(cacheSize, concurrentInstances, concurrentActivities);
        var ids = await Task.WhenAll(Enumerable.Range(0, Instances).Select(n =>
            host.Client.ScheduleNewOrchestrationInstanceAsync("Main", n, new StartOrchestrationOptions($"i{n}"))));
        await Task.WhenAll(ids.Select((id, n) => host.Client.RaiseEventAsync(id, "event", n)));

        for (var n = 0; n < Instances; n++)
        {
            var instance = await host.FinishAsync(ids[n]);
            Assert.Equal((OrchestrationRuntimeStatus.Completed, 4 * n), (instance.RuntimeStatus, instance.ReadOutputAs<int>()));
        }

        Assert.Equal(Instances, (await host.Entities.GetEntityAsync<int>(new EntityInstanceId("counter", "all")))!.State);
    }

    [Fact]
    public async Task Instances_InterruptedByARestart_AllEndRight()
    {
        await using var host = await StartAsync(cacheSize: 10, concurrentInstances: 8, concurrentActivities: 4);
        var ids = await Task.WhenAll(Enumerable.Range(0, Instances).Select(n =>
            host.Client.ScheduleNewOrchestrationInstanceAsync("Main", n, new StartOrchestrationOptions($"i{n}"))));

        await host.CrashAsync();
        await Task.WhenAll(ids.Select((id, n) => host.Client.RaiseEventAsync(id, "event", n)));
        await host.RestartAsync();

        foreach (var id in ids) Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.FinishAsync(id)).RuntimeStatus);
        Assert.Equal(Instances, (await host.Entities.GetEntityAsync<int>(new EntityInstanceId("counter", "all")))!.State);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(300)]
    [InlineData(700)]
    [InlineData(1_200)]
    public async Task Instances_UnderWhichTheProcessDies_AllEndRight(int commits)
    {
        await using var host = await StartAsync(cacheSize: 50, concurrentInstances: 16, concurrentActivities: 4, CrashPlan.AfterCommit(commits));
        var work = Enumerable.Range(0, Instances).Select(n => Record.ExceptionAsync(() => RunOneAsync(host, n)));
        await Task.WhenAll(work);
        await Record.ExceptionAsync(() => host.AdvanceAsync(TimeSpan.FromMinutes(1)));
        Assert.True(host.Faults.Crashed.IsCompleted, $"Only {host.Faults.Commits.Count} commits.");

        await host.CrashAsync();
        for (var n = 0; n < Instances; n++)
        {
            if (await host.Client.GetInstanceAsync($"i{n}") is not { IsCompleted: true }) await RunOneAsync(host, n);
        }

        for (var n = 0; n < Instances; n++) Assert.Equal(4 * n, (await host.FinishAsync($"i{n}")).ReadOutputAs<int>());
        Assert.Equal(Instances, (await host.Entities.GetEntityAsync<int>(new EntityInstanceId("counter", "all")))!.State);
    }

    private static async Task RunOneAsync(EngineTestHost host, int n)
    {
        if (await host.Client.GetInstanceAsync($"i{n}") is null)
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", n, new StartOrchestrationOptions($"i{n}"));
        await host.Client.RaiseEventAsync($"i{n}", "event", n);
    }

    private static async Task<EngineTestHost> StartAsync(
        int cacheSize, int concurrentInstances, int concurrentActivities, CrashPlan? faults = null)
    {
        var host = await EngineTestHost.StartAsync(EngineMode.Cached, faults, options =>
        {
            options.InstanceCacheSize = cacheSize;
            options.MaxConcurrentInstances = concurrentInstances;
            options.MaxConcurrentActivities = concurrentActivities;
        });
        host.Functions.Activity<int, int>("Double", n => 2 * n).Entity<Counter>("counter");
        host.Functions.Orchestrator("Child", context => context.CallActivityAsync<int>("Double", context.GetInput<int>()));
        host.Functions.Orchestrator("Main", async context =>
        {
            var doubled = await context.CallActivityAsync<int>("Double", context.GetInput<int>());
            await context.CreateTimer(TimeSpan.FromSeconds(context.GetInput<int>() % 7), CancellationToken.None);
            await context.Entities.CallEntityAsync(new EntityInstanceId("counter", "all"), "Add", 1);
            var value = await context.WaitForExternalEvent<int>("event");
            return doubled + await context.CallSubOrchestratorAsync<int>("Child", value);
        });
        return host;
    }
}
