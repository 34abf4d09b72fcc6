using Exports.Functions.Tests.ProjectExports.Scenarios.Rows;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>
/// Every row again with one fault at each of its commits, or writes, in turn: the client sees the very same sequence and the end is the
/// same. <see cref="CampaignSize.SweepStride"/> says how many of them one run takes.
/// </summary>
public abstract class ScenarioFaultTests
{
    [Fact]
    public Task Happy() => SweepAsync(ScenarioRows.Happy);

    [Fact]
    public Task ExportAgainWhileAnArchiveIsAvailable() => SweepAsync(ScenarioRows.Again);

    [Fact]
    public Task TheSameAndTheNewJobFails() => SweepAsync(ScenarioRows.AgainAndFails);

    [Fact]
    public Task TwoRequestersAThenB() => SweepAsync(ScenarioRows.TwoRequesters);

    [Fact]
    public Task EveryAttemptThrows() => SweepAsync(ScenarioRows.EveryAttemptThrows);

    [Fact]
    public Task Stuck() => SweepAsync(ScenarioRows.Stuck);

    [Fact]
    public Task ManyProjectsCreatedAtOnceFromOneBuiltInTemplate() => SweepAsync(ScenarioRows.ManyFromOneTemplate);

    [Fact]
    public Task CancelAQueuedJob() => SweepAsync(ScenarioRows.CancelQueued);

    [Fact]
    public Task CancelAStartedJob() => SweepAsync(ScenarioRows.CancelStarted);

    [Fact]
    public Task ArchiveExpires() => SweepAsync(ScenarioRows.Expires);

    [Fact]
    public Task TheWorkerOfAnAttemptFallsSilent() => SweepAsync(ScenarioRows.WorkerLost);

    /// <summary>The fault with this number.</summary>
    private protected abstract CrashPlan Plan(int number);

    /// <summary>How many of them a run without any offers.</summary>
    private protected abstract int Count(CrashPlan counted);

    /// <summary>Whether the fault of a run that is over has come.</summary>
    private protected abstract bool HasStruck(CrashPlan plan, int number);

    private protected virtual void Verify(int repeats)
    {
    }

    private async Task SweepAsync(ScenarioRow row)
    {
        var counted = CrashPlan.None();
        await ScenarioRun.PlayAsync(row, mode: null, counted);
        var numbers = Enumerable.Range(1, Count(counted)).Where(number => (number - 1) % CampaignSize.SweepStride == 0).ToList();
        Assert.NotEmpty(numbers);

        var missed = 0;
        foreach (var number in numbers)
        {
            var plan = Plan(number);
            await PlayAsync(row, plan, $"fault {number} of {Count(counted)}");
            missed += HasStruck(plan, number) ? 0 : 1;
        }

        // Messages that fall into one commit or two make the count vary by a few; a sweep that misses more has tested nothing.
        Assert.True(missed <= 1 + (numbers.Count / 5), $"{missed} of {numbers.Count} faults never came.");
    }

    private async Task PlayAsync(ScenarioRow row, CrashPlan plan, string fault)
    {
        try
        {
            Verify(await ScenarioRun.PlayAsync(row, mode: null, plan));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{row}, {fault}: {failure.Message}", failure);
        }
    }

    /// <summary>The process dies, and the commit is lost with it.</summary>
    public sealed class CrashBeforeEachCommit : ScenarioFaultTests
    {
        private protected override CrashPlan Plan(int number) => CrashPlan.BeforeCommit(number);

        private protected override int Count(CrashPlan counted) => counted.Commits.Count;

        private protected override bool HasStruck(CrashPlan plan, int number) => plan.Crashed.IsCompleted;
    }

    /// <summary>The process dies before it learns that the commit is durable.</summary>
    public sealed class CrashAfterEachCommit : ScenarioFaultTests
    {
        private protected override CrashPlan Plan(int number) => CrashPlan.AfterCommit(number);

        private protected override int Count(CrashPlan counted) => counted.Commits.Count;

        private protected override bool HasStruck(CrashPlan plan, int number) => plan.Crashed.IsCompleted;
    }

    /// <summary>A table or blob write is applied and reported as timed out. No client notices.</summary>
    public sealed class EachWriteAppliedAndTimedOut : ScenarioFaultTests
    {
        private protected override CrashPlan Plan(int number) => CrashPlan.TimeOutWrite(number);

        private protected override int Count(CrashPlan counted) => counted.StorageWrites;

        private protected override bool HasStruck(CrashPlan plan, int number) => plan.StorageWrites >= number;

        private protected override void Verify(int repeats) => Assert.Equal(0, repeats);
    }
}
