using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.Projects;

/// <summary>The scenario again with a crash at every commit, and with every storage write applied but reported as timed out.</summary>
public class ProjectCrashTests
{
    [Fact]
    public async Task Scenario_CrashBeforeAnyCommit_EndsTheSame() => await SweepAsync(CrashPlan.BeforeCommit);

    [Fact]
    public async Task Scenario_CrashAfterAnyCommit_EndsTheSame() => await SweepAsync(CrashPlan.AfterCommit);

    [Fact]
    public async Task Scenario_AnyWriteAppliedButTimedOut_IsNotNoticedByTheClient()
    {
        await using var counted = await ExportsTestHost.StartAsync(faults: CrashPlan.None());
        await new ProjectScenario(counted).RunAsync();
        var writes = counted.Faults.StorageWrites;
        Assert.True(writes > 20, $"only {writes} writes: the scenario shows nothing");

        for (var write = 1; write <= writes; write++)
        {
            await using var host = await ExportsTestHost.StartAsync(faults: CrashPlan.TimeOutWrite(write));
            var scenario = new ProjectScenario(host);
            await scenario.RunAsync();
            await scenario.AssertOutcomeAsync();
            Assert.True(scenario.Failures == 0, $"the timeout of write {write} reached the client");
        }
    }

    private static async Task SweepAsync(Func<int, CrashPlan> plan)
    {
        var commits = await CountCommitsAsync();

        for (var commit = 1; commit <= commits; commit++)
        {
            var faults = plan(commit);
            await using var host = await ExportsTestHost.StartAsync();
            try
            {
                await host.RestartAsync(faults);
            }
            catch (SimulatedCrashException)
            {
                await host.RestartAsync();
            }

            var scenario = new ProjectScenario(host);
            await scenario.RunAsync();
            await scenario.AssertOutcomeAsync();
            Assert.True(faults.Crashed.IsCompleted, $"there was no commit {commit} to crash at");
        }
    }

    /// <summary>The commits of a process that finds tables and containers in place, from its start to the scenario's end.</summary>
    private static async Task<int> CountCommitsAsync()
    {
        await using var host = await ExportsTestHost.StartAsync();
        await host.RestartAsync(CrashPlan.None());
        await new ProjectScenario(host).RunAsync();
        return host.Faults.Commits.Count;
    }
}
