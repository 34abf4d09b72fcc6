using Exports.Functions.RegistryImports;
using Exports.TestKit.Engine;
using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.RegistryImports.Scenarios;

/// <summary>
/// The story of one repository, through the real functions, a real registry's answers and a moved clock, in each mode of the engine.
/// </summary>
public abstract class RegistryStoryTests
{
    private const string Path = "group/app/web";

    private static readonly StepScript Hangs = new(TimeSpan.Zero, StepEnd.Hang, TimeSpan.FromSeconds(4.5));

    private protected abstract EngineMode Mode { get; }

    [Fact]
    public async Task Import_NothingInTheWay_IsDone()
    {
        await using var scenario = await StartAsync(new PlannedScript());
        await scenario.RegisterAsync(Path);

        var row = await scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportDone);

        Assert.Equal((0, 1, null), (row.Retries, row.Attempt, row.Reason));
        Assert.Equal(SimulatedStatus.ImportComplete, scenario.Registry.StatusOf(Path));
        Assert.Empty((await scenario.ControlAsync()).Slots);
    }

    [Theory]
    [InlineData("Pre")]
    [InlineData("Final")]
    public async Task Import_HangsThreeTimes_IsCancelledAndRetriedTwiceAndThenSkipped(string step)
    {
        var script = new PlannedScript().Plan(Path, Enum.Parse<SimulatedStep>(step), Hangs, Hangs, Hangs);
        await using var scenario = await StartAsync(script);
        await scenario.RegisterAsync(Path);

        var first = await scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportAborted && row.Retries == 1);
        var second = await scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportAborted && row.Retries == 2);
        var third = await scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportSkipped);

        Assert.Equal((1, 2, 3), (first.Attempt, second.Attempt, third.Attempt));
        Assert.Equal((SkipReason.MigrationCanceled, 3), (third.Reason, third.Retries));
        Assert.Empty(scenario.Registry.Doubled);
        Assert.Empty((await scenario.ControlAsync()).Slots);
    }

    [Theory]
    [InlineData("Pre")]
    [InlineData("Final")]
    public async Task Import_HangsOnce_IsCancelledAndRetriedAndDone(string step)
    {
        var script = new PlannedScript().Plan(Path, Enum.Parse<SimulatedStep>(step), Hangs);
        await using var scenario = await StartAsync(script);
        await scenario.RegisterAsync(Path);

        var row = await scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportDone);

        Assert.Equal((1, 2, null), (row.Retries, row.Attempt, row.Reason));
        Assert.Empty(scenario.Registry.Doubled);
    }

    [Theory]
    [InlineData("Unauthorized")]
    [InlineData("Unavailable")]
    public async Task Import_RegistryGivesNoUsableAnswerForADay_CostsNoRetry(string fault)
    {
        var script = new PlannedScript { Answers = Enum.Parse<AnswerFault>(fault) };
        await using var scenario = await StartAsync(script);
        await scenario.RegisterAsync(Path);

        await scenario.Host.AdvanceAsync(TimeSpan.FromDays(1));
        var troubled = await scenario.FindAsync(Path);
        script.Answers = AnswerFault.None;
        var row = await scenario.UntilAsync(Path, row => row.State == RepositoryState.ImportDone);

        Assert.Equal((RepositoryState.ImportAborted, 0), (troubled.State, troubled.Retries));
        Assert.NotNull(troubled.Trouble);
        Assert.Equal((0, null), (row.Retries, row.Trouble));
    }

    private Task<RegistryScenario> StartAsync(IRegistryScript script) => RegistryScenario.StartAsync(script, mode: Mode);

    /// <summary>As in production: orchestrators stay in memory.</summary>
    public sealed class Cached : RegistryStoryTests
    {
        private protected override EngineMode Mode => EngineMode.Cached;
    }

    /// <summary>As the whole run: replayed from scratch at every step, or with the defects that the real hosts have.</summary>
    public sealed class AsTheWholeRun : RegistryStoryTests
    {
        private protected override EngineMode Mode => EngineTestDefaults.Mode;
    }

    /// <summary>Every message and every activity is delivered twice.</summary>
    public sealed class DeliveredTwice : RegistryStoryTests
    {
        private protected override EngineMode Mode => EngineMode.DuplicateDelivery;
    }
}
