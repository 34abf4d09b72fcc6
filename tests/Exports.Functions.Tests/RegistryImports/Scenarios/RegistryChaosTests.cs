using System.Globalization;
using Exports.Functions.RegistryImports;
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

    private static readonly int Repositories = Number("EXPORTS_CHAOS_REPOSITORIES", 60);

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, Number("EXPORTS_CHAOS_SEEDS", 2))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Imports_EveryFaultAtOnce_EndAsTheScriptImplies(int seed) => RunAsync(seed, crashes: 0);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Imports_EveryFaultAndTheHostCrashing_EndAsTheScriptImplies(int seed) => RunAsync(seed, crashes: 10);

    private static async Task RunAsync(int seed, int crashes)
    {
        var script = new SeededScript(seed);
        var plans = Plans(seed, crashes).GetEnumerator();
        CrashPlan NextPlan() => plans.MoveNext() ? plans.Current : CrashPlan.None();
        await using var scenario = await RegistryScenario.StartAsync(
            script, new() { ["RegistryImports__Capacity"] = $"{Capacity}" }, registryCapacity: Capacity - 5, faults: crashes > 0 ? NextPlan() : null);
        var paths = Enumerable.Range(0, Repositories).Select(number => $"group-{number % 7}/app-{number}").ToArray();
        await scenario.RegisterAsync(paths);

        await scenario.RunToTheEndAsync(paths, NextPlan);

        Assert.Empty(scenario.Registry.Doubled);
        Assert.InRange(scenario.Registry.MostLiveWorkers, 1, Capacity);
        Assert.InRange(scenario.MostActive, 1, Capacity);
        Assert.Empty((await scenario.ControlAsync()).Slots);
        foreach (var path in paths)
        {
            var row = await scenario.FindAsync(path);
            Assert.True(ExpectedOutcome.Of(script, path) == (row.State, row.Reason), $"seed {seed}, {path}: {row}");
            Assert.Equal(scenario.Registry.StatusOf(path) == SimulatedStatus.ImportComplete, row is { State: RepositoryState.ImportDone, Reason: null });
        }
    }

    /// <summary>Each life of the host ends before or after a commit that the seed draws.</summary>
    private static IEnumerable<CrashPlan> Plans(int seed, int crashes)
    {
        var random = new Random(seed);
        for (var crash = 0; crash < crashes; crash++)
        {
            var commit = random.Next(100, 1000);
            yield return crash % 2 == 0 ? CrashPlan.BeforeCommit(commit) : CrashPlan.AfterCommit(commit);
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
