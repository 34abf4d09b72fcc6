using Exports.Functions.Tests.ProjectExports.Scenarios.Rows;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>
/// Every row of "The scenarios that must hold", through HTTP, in each mode of the engine: the exact sequence of statuses, the bytes of the
/// archives, and nothing left behind. <see cref="ScenarioRows"/> says what each row is.
/// </summary>
public abstract class ScenarioTests
{
    private protected abstract EngineMode Mode { get; }

    [Fact]
    public Task Happy() => PlayAsync(ScenarioRows.Happy);

    [Fact]
    public Task ExportAgainWhileAnArchiveIsAvailable() => PlayAsync(ScenarioRows.Again);

    [Fact]
    public Task TheSameAndTheNewJobFails() => PlayAsync(ScenarioRows.AgainAndFails);

    [Fact]
    public Task TwoRequestersAThenB() => PlayAsync(ScenarioRows.TwoRequesters);

    [Fact]
    public Task EveryAttemptThrows() => PlayAsync(ScenarioRows.EveryAttemptThrows);

    [Fact]
    public Task Stuck() => PlayAsync(ScenarioRows.Stuck);

    [Fact]
    public Task ManyProjectsCreatedAtOnceFromOneBuiltInTemplate() => PlayAsync(ScenarioRows.ManyFromOneTemplate);

    [Fact]
    public Task CancelAQueuedJob() => PlayAsync(ScenarioRows.CancelQueued);

    [Fact]
    public Task CancelAStartedJob() => PlayAsync(ScenarioRows.CancelStarted);

    [Fact]
    public Task ArchiveExpires() => PlayAsync(ScenarioRows.Expires);

    [Fact]
    public Task TheWorkerOfAnAttemptFallsSilent() => PlayAsync(ScenarioRows.WorkerLost);

    private async Task PlayAsync(ScenarioRow row) => Assert.Equal(0, await ScenarioRun.PlayAsync(row, Mode, CrashPlan.None()));

    /// <summary>As in production: orchestrators stay in memory.</summary>
    public sealed class Cached : ScenarioTests
    {
        private protected override EngineMode Mode => EngineMode.Cached;
    }

    /// <summary>Every step replays the orchestration from its first event.</summary>
    public sealed class ReplayedFromScratch : ScenarioTests
    {
        private protected override EngineMode Mode => EngineMode.ReplayFromScratch;
    }

    /// <summary>With the defects that the real hosts have.</summary>
    public sealed class WithUpstreamDefects : ScenarioTests
    {
        private protected override EngineMode Mode => EngineMode.UpstreamDefects;
    }

    /// <summary>Every message and every activity is delivered twice.</summary>
    public sealed class DeliveredTwice : ScenarioTests
    {
        private protected override EngineMode Mode => EngineMode.DuplicateDelivery;
    }
}
