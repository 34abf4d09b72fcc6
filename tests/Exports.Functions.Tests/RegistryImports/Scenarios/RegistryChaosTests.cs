using Exports.Functions.RegistryImports;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>
/// Every fault of the simulator at once. <c>EXPORTS_CHAOS_SEEDS</c> and <c>EXPORTS_CHAOS_REPOSITORIES</c> make a campaign of it
/// (<c>docs/testing.md</c>).
/// </summary>
public sealed class RegistryChaosTests
{
    private const int Capacity = 25;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(CampaignSize.ChaosFirstSeed, CampaignSize.ChaosSeeds)];

    private static Dictionary<string, string> Settings => new() { ["RegistryImports__Capacity"] = $"{Capacity}" };

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Imports_EveryFaultAtOnce_EndAsTheScriptImplies(int seed) => RunAsync(new(seed, CampaignSize.ChaosRepositories));

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Imports_EveryFaultAndTheHostCrashing_EndAsTheScriptImplies(int seed) =>
        RunAsync(new(seed, CampaignSize.ChaosRepositories, Crashes: 10 + CampaignSize.ChaosRepositories / 20));

    /// <summary>
    /// Every message and every activity twice. Of two runs of one start one may be answered and the other cut off: a run at the registry
    /// that nobody knows of is in no script, so here every answer comes.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Imports_EverythingDeliveredTwice_EndAsTheScriptImplies(int seed) =>
        RunAsync(new(seed, Math.Min(CampaignSize.ChaosRepositories, 60), Crashes: 4, EngineMode.DuplicateDelivery) { AllAnswers = true });

    [Theory]
    [InlineData("UpstreamDefects")]
    [InlineData("Cached")]
    public Task Imports_EveryFaultInAnotherModeOfTheEngine_EndAsTheScriptImplies(string mode) =>
        RunAsync(new(Seed: 3, Math.Min(CampaignSize.ChaosRepositories, 60), Crashes: 4, Enum.Parse<EngineMode>(mode)));

    private static async Task RunAsync(Campaign campaign)
    {
        IRegistryScript script = campaign.AllAnswers ? new AnsweringScript(new SeededScript(campaign.Seed)) : new SeededScript(campaign.Seed);
        using var plans = Plans(campaign).GetEnumerator();
        CrashPlan NextPlan() => plans.MoveNext() ? plans.Current : CrashPlan.None();
        await using var scenario = await RegistryScenario.StartAsync(
            script, Settings, registryCapacity: Capacity - 5, faults: NextPlan(), mode: campaign.Mode);
        var paths = Enumerable.Range(0, campaign.Repositories).Select(number => $"group-{number % 7}/app-{number}").ToArray();
        await scenario.RegisterThroughCrashesAsync(paths, NextPlan);

        await scenario.RunToTheEndAsync(paths, NextPlan);

        Assert.Empty(scenario.Registry.Doubled);
        Assert.InRange(scenario.Registry.MostLiveWorkers, 1, Capacity);
        Assert.Empty(scenario.Watch.Violations);
        Assert.InRange(scenario.Watch.MostActive, 1, Capacity);
        Assert.InRange(scenario.Watch.MostSlots, scenario.Watch.MostActive, Capacity);
        Assert.Empty((await scenario.ControlAsync()).Slots);
        foreach (var path in paths)
        {
            var row = await scenario.FindAsync(path);
            var expected = ExpectedOutcome.Of(script, path);
            if (expected != (row.State, row.Reason))
                Assert.Fail($"Seed {campaign.Seed}, {path} should have ended {expected}: {await scenario.DescribeAsync(path)}");
            Assert.Equal(scenario.Registry.StatusOf(path) == SimulatedStatus.ImportComplete, row is { State: RepositoryState.ImportDone, Reason: null });
        }
    }

    /// <summary>Each life of the host ends before or after a commit that the seed draws.</summary>
    private static IEnumerable<CrashPlan> Plans(Campaign campaign)
    {
        var random = new Random(campaign.Seed);
        for (var crash = 0; crash < campaign.Crashes; crash++)
        {
            var commit = random.Next(100, 1000);
            yield return crash % 2 == 0 ? CrashPlan.BeforeCommit(commit) : CrashPlan.AfterCommit(commit);
        }
    }

    private sealed record Campaign(int Seed, int Repositories, int Crashes = 0, EngineMode? Mode = null)
    {
        public bool AllAnswers { get; init; }
    }
}
