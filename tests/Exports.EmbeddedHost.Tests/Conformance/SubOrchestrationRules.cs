using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules S: sub-orchestrations. S5 is tested with the critical sections of entities.</summary>
public abstract class SubOrchestrationRules : ConformanceTest
{
    private protected SubOrchestrationRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task S1_DefaultId_IsTheNextDeterministicGuidWithoutDashes()
    {
        Functions.Orchestrator("Child", context => Task.FromResult(context.InstanceId));
        Functions.Orchestrator("Main", async context =>
        {
            var child = await context.CallSubOrchestratorAsync<string>("Child");
            return new[] { child, context.NewGuid().ToString("N") };
        });

        var ids = await RunAsync<string[]>("Main");

        Assert.All(ids, id => Assert.True(Guid.TryParseExact(id, "N", out _)));
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await StatusAsync(ids[0]));
    }

    [Fact]
    public async Task S1_EntityIdForAChild_IsRejected()
    {
        Functions.Orchestrator("Main", context =>
            context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "@counter@k")));

        AssertFailed("System.ArgumentException", await Host.RunAsync("Main"));
    }

    [Fact]
    public async Task S_Child_GetsItsInputAndItsParent()
    {
        Functions.Orchestrator("Child", context => Task.FromResult(
            $"{context.GetInput<int>()} from {context.Parent!.Name} {context.Parent.InstanceId}"));
        Functions.Orchestrator("Main", async context =>
            $"{context.Parent is null} {await context.CallSubOrchestratorAsync<string>("Child", 7)}");

        var instance = await Host.RunAsync("Main", options: new StartOrchestrationOptions("top"));

        Assert.Equal("True 7 from Main top", Output<string>(instance));
    }

    [Fact]
    public async Task S2_FailedChild_IsATaskFailedException()
    {
        Functions.Orchestrator("Child", _ => throw new InvalidDataException("child broke"));
        Functions.Orchestrator("Main", async context =>
        {
            var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync("Child"));
            return $"{failed.TaskName} {failed.FailureDetails}";
        });

        Assert.Equal("Child System.IO.InvalidDataException: child broke", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task S2_TerminatedChild_IsATaskFailedExceptionToo()
    {
        Functions.Orchestrator("Child", context => context.WaitForExternalEvent<int>("never"));
        Functions.Orchestrator("Main", async context =>
        {
            await Assert.ThrowsAsync<TaskFailedException>(
                () => context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "child")));
            return "went on";
        });
        var id = await Host.StartAsync("Main");

        await Client.TerminateInstanceAsync("child");

        Assert.Equal("went on", Output<string>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task S3_TagsOfTheParent_AreMergedIntoTheChilds()
    {
        Functions.Orchestrator("Child", _ => Task.CompletedTask);
        Functions.Orchestrator("Main", context => context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "child")
        {
            Tags = new Dictionary<string, string> { ["own"] = "child" },
        }));

        await Host.RunAsync("Main", options: new StartOrchestrationOptions { Tags = new Dictionary<string, string> { ["team"] = "exports" } });

        var tags = (await Host.GetAsync("child")).Tags;
        Assert.Equal(("child", "exports"), (tags["own"], tags["team"]));
    }

    [Fact]
    public async Task S4_S5b_ChildHasTheVersionItWasGivenAndNotItsParents()
    {
        Functions.Orchestrator("Child", context => Task.FromResult(context.Version));
        Functions.Orchestrator("Main", async context =>
        {
            var plain = await context.CallSubOrchestratorAsync<string>("Child");
            var versioned = await context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions { Version = "3.0" });
            return $"{context.Version}/{plain}/{versioned}";
        });

        var instance = await Host.RunAsync("Main", options: new StartOrchestrationOptions { Version = "2.0" });

        Assert.Equal("2.0//3.0", Output<string>(instance));
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task S6_Terminate_ReachesChildrenOnlyWhenRecursive(bool recursive, OrchestrationRuntimeStatus children)
    {
        Functions.Orchestrator("Grandchild", context => context.WaitForExternalEvent<int>("never"));
        Functions.Orchestrator("Child", context => context.CallSubOrchestratorAsync(
            "Grandchild", options: new SubOrchestrationOptions(instanceId: "grandchild")));
        Functions.Orchestrator("Main", context => context.CallSubOrchestratorAsync(
            "Child", options: new SubOrchestrationOptions(instanceId: "child")));
        var id = await Host.StartAsync("Main");

        await Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("stop", recursive));
        await Host.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await StatusAsync(id));
        Assert.Equal((children, children), (await StatusAsync("child"), await StatusAsync("grandchild")));
    }

    [Fact]
    public async Task S_ManyChildren_AllReport()
    {
        Functions.Orchestrator("Child", context => Task.FromResult(context.GetInput<int>()));
        Functions.Orchestrator("Main", async context =>
            (await Task.WhenAll(Enumerable.Range(1, 50).Select(n => context.CallSubOrchestratorAsync<int>("Child", n)))).Sum());

        Assert.Equal(1275, await RunAsync<int>("Main"));
    }

    public sealed class Cached() : SubOrchestrationRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : SubOrchestrationRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : SubOrchestrationRules(EngineMode.DuplicateDelivery);
}
