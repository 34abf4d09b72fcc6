using Exports.TestKit.Engine;
using Exports.TestKit.Faults;

namespace Exports.EmbeddedHost.Tests.Engine.Faults;

/// <summary>The engine's process dies around each of its commits in turn; what clients see in the end is always the same.</summary>
public sealed class CrashPointTests
{
    [Fact]
    public async Task Scenario_WithoutCrash_EndsAsWritten()
    {
        var (endState, commits) = await RunAsync(EngineMode.ReplayFromScratch, CrashPlan.None());

        Assert.True(commits > 20, $"Only {commits} commits.");
        Assert.Contains("""main Main Completed "15 100""", endState, StringComparison.Ordinal);
        Assert.Contains("launched Child Completed 200", endState, StringComparison.Ordinal);
        Assert.Contains("\"15\" @counter@account  0", endState, StringComparison.Ordinal);
        Assert.Contains("\"8\" @counter@reserve  0", endState, StringComparison.Ordinal);
    }

    [Fact]
    public Task CrashBeforeEachCommit_FromMemory_EndsTheSame() => AssertSameEndAsync(EngineMode.Cached, CrashPlan.BeforeCommit);

    [Fact]
    public Task CrashAfterEachCommit_FromMemory_EndsTheSame() => AssertSameEndAsync(EngineMode.Cached, CrashPlan.AfterCommit);

    [Fact]
    public Task CrashBeforeEachCommit_Replayed_EndsTheSame() => AssertSameEndAsync(EngineMode.ReplayFromScratch, CrashPlan.BeforeCommit);

    [Fact]
    public Task CrashAfterEachCommit_Replayed_EndsTheSame() => AssertSameEndAsync(EngineMode.ReplayFromScratch, CrashPlan.AfterCommit);

    [Fact]
    public Task CrashBeforeEachCommit_DeliveredTwice_EndsTheSame() => AssertSameEndAsync(EngineMode.DuplicateDelivery, CrashPlan.BeforeCommit);

    [Fact]
    public Task CrashAfterEachCommit_DeliveredTwice_EndsTheSame() => AssertSameEndAsync(EngineMode.DuplicateDelivery, CrashPlan.AfterCommit);

    [Fact]
    public Task CrashesDuringRecovery_FromMemory_EndTheSame() => AssertRecoversFromCrashesInRecoveryAsync(EngineMode.Cached);

    [Fact]
    public Task CrashesDuringRecovery_DeliveredTwice_EndTheSame() => AssertRecoversFromCrashesInRecoveryAsync(EngineMode.DuplicateDelivery);

    private static async Task AssertSameEndAsync(EngineMode mode, Func<int, CrashPlan> planFor)
    {
        var (expected, commits) = await RunAsync(mode, CrashPlan.None());
        for (var number = 1; number <= commits; number++)
        {
            var plan = planFor(number);
            var (actual, _) = await RunAsync(mode, plan);
            AssertSame(expected, actual, $"Crash at commit {number} of {commits}, after {string.Join(", ", plan.Commits.TakeLast(3))}");
        }
    }

    private static async Task AssertRecoversFromCrashesInRecoveryAsync(EngineMode mode)
    {
        var (expected, commits) = await RunAsync(mode, CrashPlan.None());
        for (var first = 1; first < commits; first++)
        {
            var later = 1 + (first % 5);
            var (actual, _) = await RunAsync(mode, CrashPlan.AfterCommit(first), CrashPlan.BeforeCommit(later), CrashPlan.AfterCommit(later));
            AssertSame(expected, actual, $"Crashes at commit {first}, then twice at commit {later} of the recovery");
        }
    }

    private static void AssertSame(string expected, string actual, string crash)
        => Assert.True(expected == actual, $"{crash}:\n{actual}\ninstead of\n{expected}");

    /// <summary>One life of the process per plan, and a last one that reaches the end.</summary>
    private static async Task<(string EndState, int Commits)> RunAsync(EngineMode mode, params CrashPlan[] plans)
    {
        await using var host = await EngineTestHost.StartAsync(mode, plans[0]);
        CrashScenario.Declare(host.Functions);
        foreach (var next in plans.Skip(1).Append(null))
        {
            var failure = await Record.ExceptionAsync(() => CrashScenario.DriveAsync(host));
            if (!host.Faults.Crashed.IsCompleted)
            {
                Assert.Null(failure);
                return (await CrashScenario.EndStateAsync(host), host.Faults.Commits.Count);
            }

            await host.CrashAsync(next);
        }

        await CrashScenario.DriveAsync(host);
        return (await CrashScenario.EndStateAsync(host), plans[0].Commits.Count);
    }
}
