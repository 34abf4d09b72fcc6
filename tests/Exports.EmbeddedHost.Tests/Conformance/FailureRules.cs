using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules F: failures across boundaries. F3's look-up of types is tested with <see cref="TaskFailureDetails"/> itself.</summary>
public abstract class FailureRules : ConformanceTest
{
    private protected FailureRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task F1_FailedActivity_IsATaskFailedExceptionWithoutTheOriginalObject()
    {
        Functions.Activity<int, int>("Break", _ => throw new FileNotFoundException("no such part"));
        Functions.Orchestrator("Main", async context =>
        {
            var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("Break", 1));
            Assert.Null(failed.InnerException);
            Assert.Equal("Break", failed.TaskName);
            return failed.Message;
        });

        Assert.Equal("Task 'Break' (#0) failed with an unhandled exception: no such part", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task F2_EscapedTaskFailure_HasTheActivitysFailureInside()
    {
        Functions.Activity<int, int>("Break", _ => throw new FileNotFoundException("no such part", new IOException("disk gone")));
        Functions.Orchestrator("Main", context => context.CallActivityAsync<int>("Break", 1));

        var instance = await Host.RunAsync("Main");

        AssertFailed("Microsoft.DurableTask.TaskFailedException", instance);
        var inner = instance.FailureDetails!.InnerFailure!;
        Assert.Equal(("System.IO.FileNotFoundException", "no such part"), (inner.ErrorType, inner.ErrorMessage));
        Assert.Equal(("System.IO.IOException", "disk gone"), (inner.InnerFailure!.ErrorType, inner.InnerFailure.ErrorMessage));
        Assert.Contains(nameof(FailureRules), inner.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F2_OwnExceptionOfAnOrchestrator_KeepsItsTypeName()
    {
        Functions.Orchestrator("Main", _ => throw new InvalidDataException("own"));

        var instance = await Host.RunAsync("Main");

        AssertFailed("System.IO.InvalidDataException", instance);
        Assert.Equal("own", instance.FailureDetails!.ErrorMessage);
        Assert.Null(instance.FailureDetails.InnerFailure);
    }

    [Fact]
    public async Task F2_FailureThroughTwoOrchestrations_KeepsTheWholeChain()
    {
        Functions.Activity<int, int>("Break", _ => throw new IOException("deep"));
        Functions.Orchestrator("Child", context => context.CallActivityAsync<int>("Break", 1));
        Functions.Orchestrator("Main", context => context.CallSubOrchestratorAsync("Child"));

        var failure = (await Host.RunAsync("Main")).FailureDetails!;

        Assert.Equal("Microsoft.DurableTask.TaskFailedException", failure.ErrorType);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", failure.InnerFailure!.ErrorType);
        Assert.Equal(("System.IO.IOException", "deep"), (failure.InnerFailure.InnerFailure!.ErrorType, failure.InnerFailure.InnerFailure.ErrorMessage));
    }

    [Fact]
    public async Task F3_ActivityFailure_CanBeCaughtByTypeAndBaseType()
    {
        Functions.Activity<int, int>("Break", _ => throw new OwnException("own"));
        Functions.Orchestrator("Main", async context =>
        {
            try
            {
                await context.CallActivityAsync<int>("Break", 1);
                return "not thrown";
            }
            catch (TaskFailedException e) when (e.FailureDetails.IsCausedBy<OwnException>())
            {
                return $"{e.FailureDetails.IsCausedBy<IOException>()} {e.FailureDetails.IsCausedBy<InvalidDataException>()}";
            }
        });

        Assert.Equal("True False", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task F4_FailureDetails_ComeOnlyWithInputsAndOutputs()
    {
        Functions.Orchestrator("Main", _ => throw new InvalidDataException("own"));
        var id = (await Host.RunAsync("Main")).InstanceId;

        var bare = await Client.GetInstanceAsync(id, getInputsAndOutputs: false);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, bare!.RuntimeStatus);
        Assert.Null(bare.FailureDetails);
    }

    [Fact]
    public async Task F5_ActivityInputThatCannotBeRead_FailsTheCall()
    {
        Functions.Activity<int, int>("Double", n => 2 * n);
        Functions.Orchestrator("Main", async context =>
        {
            var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("Double", "two"));
            return failed.FailureDetails.IsCausedBy<Exception>();
        });

        Assert.True(await RunAsync<bool>("Main"));
    }

    [Fact]
    public async Task F6_EntityFunctionThatFailsAsAWhole_FailsTheCall()
    {
        Functions.RawEntity("broken", _ => throw new InvalidDataException("no dispatch"));
        Functions.Orchestrator("Main", async context =>
        {
            var failed = await Assert.ThrowsAsync<EntityOperationFailedException>(
                () => context.Entities.CallEntityAsync(new EntityInstanceId("broken", "k"), "any"));
            return failed.FailureDetails.ErrorType;
        });

        Assert.Equal("FunctionInvocationFailed", await RunAsync<string>("Main"));
    }

    [Fact]
    public async Task F6_UnknownFunctions_FailTheirCallersWithTheirNames()
    {
        Functions.Orchestrator("Main", async context =>
        {
            var activity = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<int>("NoActivity"));
            var child = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync<int>("NoChild"));
            var entity = await Assert.ThrowsAsync<EntityOperationFailedException>(
                () => context.Entities.CallEntityAsync(new EntityInstanceId("NoEntity", "k"), "any"));
            return $"{activity.Message} {child.Message} {entity.Message}";
        });

        var text = await RunAsync<string>("Main");

        Assert.All(["NoActivity", "NoChild", "noentity"], name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task F6_UnknownOrchestrator_FailsTheInstance()
    {
        var instance = await Host.RunAsync("NoSuch");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("NoSuch", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F7_ActivityCutOffByACrash_RunsAgain()
    {
        var runs = 0;
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Functions.ActivityAsync<int, string>("Long", async (_, stopping) =>
        {
            if (Interlocked.Increment(ref runs) > 1) return "second delivery";
            running.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(stopping);
            return "unreachable";
        });
        Functions.Orchestrator("Main", context => context.CallActivityAsync<string>("Long", 1));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await running.Task;

        await Host.CrashAsync();

        Assert.Equal("second delivery", Output<string>(await Host.FinishAsync(id)));
    }

    [Fact]
    public async Task F8_OutputThatCannotBeSerialised_FailsTheInstanceNotTheHost()
    {
        Functions.Orchestrator("Main", _ => Task.FromResult<object>(new Cyclic()));
        Functions.Orchestrator("Other", _ => Task.FromResult("still here"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Host.RunAsync("Main")).RuntimeStatus);
        Assert.Equal("still here", await RunAsync<string>("Other"));
    }

    [Fact]
    public async Task F8_ActivityInputThatCannotBeSerialised_FailsTheInstance()
    {
        Functions.Activity<object, int>("Take", _ => 1);
        Functions.Orchestrator("Main", context => context.CallActivityAsync<int>("Take", new Cyclic()));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Host.RunAsync("Main")).RuntimeStatus);
    }

    private sealed class OwnException(string message) : IOException(message);

    private sealed class Cyclic
    {
        public Cyclic Self => this;
    }

    public sealed class Cached() : FailureRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : FailureRules(EngineMode.ReplayFromScratch);
}
