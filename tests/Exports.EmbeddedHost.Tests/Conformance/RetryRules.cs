using System.Collections.Concurrent;
using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules P: retries. P1, the ranges of a policy, is tested with <see cref="RetryPolicy"/> itself.</summary>
public abstract class RetryRules : ConformanceTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<DateTimeOffset> _attempts = new();

    private protected RetryRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task P2_Delays_GrowByTheCoefficientUpToTheCap()
    {
        DeclareFlaky(failures: 6);
        Run(new RetryPolicy(7, 5 * Second, backoffCoefficient: 2, maxRetryInterval: 60 * Second));

        Assert.Equal("worked", await RunAsync<string>("Main"));

        Assert.Equal([5, 10, 20, 40, 60, 60], DelaysInSeconds());
    }

    [Fact]
    public async Task P2_DelayWithoutGivenCap_IsAtMostOneHour()
    {
        DeclareFlaky(failures: 3);
        Run(new RetryPolicy(4, TimeSpan.FromMinutes(45), backoffCoefficient: 2));

        await Host.RunAsync("Main");

        Assert.Equal([45 * 60, 3600, 3600], DelaysInSeconds());
    }

    [Fact]
    public async Task P3_AttemptsUsedUp_RethrowsTheLastFailure()
    {
        DeclareFlaky(failures: 9);
        Run(new RetryPolicy(3, Second));

        var instance = await Host.RunAsync("Main");

        AssertFailed("Microsoft.DurableTask.TaskFailedException", instance);
        Assert.Equal("attempt 3", instance.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(3, _attempts.Count);
    }

    [Fact]
    public async Task P3_HandleFailureSaysNo_StopsAfterTheFirstAttempt()
    {
        DeclareFlaky(failures: 9);
        Run(new RetryPolicy(3, Second) { HandleFailure = failure => !failure.IsCausedBy<IOException>() });

        await Host.RunAsync("Main");

        Assert.Single(_attempts);
    }

    [Fact]
    public async Task P3_HandleFailureThrows_StopsWithTheTasksOwnFailure()
    {
        DeclareFlaky(failures: 9);
        Run(new RetryPolicy(3, Second) { HandleFailure = _ => throw new NotImplementedException("filter") });

        var instance = await Host.RunAsync("Main");

        Assert.Equal("attempt 1", instance.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task P3_Timeout_IsCheckedBeforeTheDelayIsAdded()
    {
        DeclareFlaky(failures: 9);
        Run(new RetryPolicy(9, 10 * Second, retryTimeout: 25 * Second));

        await Host.RunAsync("Main");

        // Failures at 0, 10 and 20 seconds are before the limit and each earns one more; the one at 30 does not.
        Assert.Equal([10, 10, 10], DelaysInSeconds());
    }

    [Theory]
    [InlineData(false, 6)]
    [InlineData(true, 1)]
    public async Task P4_RetryDelays_TakeNumbersAndUsedUpAttemptsOneMore(bool filtered, int next)
    {
        DeclareFlaky(failures: 99);
        var policy = new RetryPolicy(3, Second) { HandleFailure = _ => !filtered };
        Functions.Orchestrator("Main", async context =>
        {
            await Assert.ThrowsAsync<TaskFailedException>(
                () => context.CallActivityAsync<string>("Flaky", 0, TaskOptions.FromRetryPolicy(policy)));
            var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync<string>("Flaky", 0));
            return failed.TaskId;
        });

        Assert.Equal(next, await RunAsync<int>("Main"));
    }

    [Fact]
    public async Task P5_UnknownActivity_IsNotRetriedAndTheFilterIsNotAsked()
    {
        var asked = 0;
        var policy = new RetryPolicy(3, Second) { HandleFailure = _ => ++asked > 0 };
        Functions.Orchestrator("Main", async context =>
        {
            var failed = await Assert.ThrowsAsync<TaskFailedException>(
                () => context.CallActivityAsync<string>("NoSuch", 0, TaskOptions.FromRetryPolicy(policy)));
            return failed.FailureDetails.ErrorMessage;
        });
        var start = Host.Clock.GetUtcNow();

        Assert.Contains("NoSuch", await RunAsync<string>("Main"), StringComparison.Ordinal);
        Assert.Equal((0, start), (asked, Host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task P5_UnknownSubOrchestrator_IsNotRetriedAndTheHandlerIsNotAsked()
    {
        var asked = 0;
        var options = TaskOptions.FromRetryHandler((RetryContext _) => ++asked > 0);
        Functions.Orchestrator("Main", context => context.CallSubOrchestratorAsync<string>("NoSuch", 0, options));

        AssertFailed("Microsoft.DurableTask.TaskFailedException", await Host.RunAsync("Main"));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task P6_Handler_SeesFailuresAndTimeAndRetriesAtOnce()
    {
        DeclareFlaky(failures: 9);
        var seen = new SortedDictionary<int, (string Message, TimeSpan Spent)>();
        RetryHandler handler = retry =>
        {
            seen[retry.LastAttemptNumber] = (retry.LastFailure.ErrorMessage, retry.TotalRetryTime);
            return retry.LastAttemptNumber < 3;
        };
        Functions.Orchestrator("Main", context => context.CallActivityAsync<string>("Flaky", 0, TaskOptions.FromRetryHandler(handler)));
        var start = Host.Clock.GetUtcNow();

        var instance = await Host.RunAsync("Main");

        Assert.Equal("attempt 3", instance.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(start, Host.Clock.GetUtcNow());
        Assert.Equal(["attempt 1", "attempt 2", "attempt 3"], seen.Values.Select(s => s.Message));
        Assert.All(seen.Values, s => Assert.Equal(TimeSpan.Zero, s.Spent));
    }

    [Fact]
    public async Task P6_AsyncHandler_MayDelayWithADurableTimer()
    {
        DeclareFlaky(failures: 2);
        AsyncRetryHandler handler = async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(retry.LastAttemptNumber * 10 * Second, CancellationToken.None);
            return true;
        };
        Functions.Orchestrator("Main", context => context.CallActivityAsync<string>("Flaky", 0, TaskOptions.FromRetryHandler(handler)));

        Assert.Equal("worked", await RunAsync<string>("Main"));
        Assert.Equal([10, 20], DelaysInSeconds());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("child-of-mine")]
    public async Task P7_RetriedSubOrchestration_KeepsOneInstanceId(string? id)
    {
        var ids = new ConcurrentDictionary<string, bool>();
        var runs = 0;
        Functions.Activity<string, bool>("Note", instance => ids.TryAdd(instance, true) || true);
        Functions.Activity<int, int>("CountRun", _ => Interlocked.Increment(ref runs));
        Functions.Orchestrator("Child", async context =>
        {
            await context.CallActivityAsync<bool>("Note", context.InstanceId);
            if (await context.CallActivityAsync<int>("CountRun", 0) < 3) throw new InvalidDataException("not yet");
            return context.InstanceId;
        });
        Functions.Orchestrator("Main", context => context.CallSubOrchestratorAsync<string>(
            "Child", 0, new SubOrchestrationOptions(new RetryPolicy(5, Second), id)));

        var child = await RunAsync<string>("Main");

        Assert.Equal([child], ids.Keys);
        Assert.Equal(id ?? child, child);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await StatusAsync(child));
    }

    [Fact]
    public async Task P8_TaskOptionsInThePlaceOfTheInput_IsAnArgumentException()
    {
        object options = new TaskOptions(new RetryPolicy(3, Second));
        Functions.Orchestrator("Main", context => context.CallActivityAsync<string>("Flaky", input: options));

        AssertFailed("System.ArgumentException", await Host.RunAsync("Main"));
    }

    private void DeclareFlaky(int failures)
        => Functions.Activity<int, string>("Flaky", _ =>
        {
            _attempts.Enqueue(Host.Clock.GetUtcNow());
            return _attempts.Count > failures ? "worked" : throw new IOException($"attempt {_attempts.Count}");
        });

    private void Run(RetryPolicy policy)
        => Functions.Orchestrator("Main", context => context.CallActivityAsync<string>("Flaky", 0, TaskOptions.FromRetryPolicy(policy)));

    private IEnumerable<int> DelaysInSeconds()
        => _attempts.Zip(_attempts.Skip(1), (before, after) => (int)(after - before).TotalSeconds);

    public sealed class Cached() : RetryRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : RetryRules(EngineMode.ReplayFromScratch);
}
