using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>
/// A whole import, over and over: the process dies just before and just after each of its commits, and each of its table and blob writes
/// is applied and reports a timeout. It ends finished, or failed with nothing left, and then the path is free for the next try.
/// </summary>
public sealed class ImportCrashTests
{
    private static readonly byte[] Archive = ArchiveBuilder.Sound().Archive();

    private static readonly byte[] Bad = [.. Archive, 0];

    [Fact]
    public Task Import_CrashJustBeforeAnyCommit_EndsFinishedOrFailedWithNothingLeft() =>
        SweepAsync(Archive, run => run.Commits, CrashPlan.BeforeCommit);

    [Fact]
    public Task Import_CrashJustAfterAnyCommit_EndsFinishedOrFailedWithNothingLeft() =>
        SweepAsync(Archive, run => run.Commits, CrashPlan.AfterCommit);

    [Fact]
    public Task Import_AnyStorageWriteAppliedAndTimedOut_EndsFinishedAndNobodyNotices() =>
        SweepAsync(Archive, run => run.Writes, CrashPlan.TimeOutWrite, mustFinish: true);

    [Fact]
    public Task BadImport_CrashJustAfterAnyCommit_EndsFailedWithNothingLeft() => SweepAsync(Bad, run => run.Commits, CrashPlan.AfterCommit);

    private static async Task SweepAsync(
        byte[] archive, Func<RunCounts, (int Before, int After)> range, Func<int, CrashPlan> fault, bool mustFinish = false)
    {
        var (before, after) = range(await RunAsync(archive, CrashPlan.None()));
        Assert.True(after - before > 10, $"An import has {after - before} commits?");

        for (var k = before + 1; k <= after; k++)
        {
            try
            {
                var counts = await RunAsync(archive, fault(k));
                Assert.True(counts.IsThere || !mustFinish, "the import did not finish");
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Fault {k} of {before + 1} to {after}: {failure.Message}", failure);
            }
        }
    }

    private static async Task<RunCounts> RunAsync(byte[] archive, CrashPlan plan)
    {
        await using var import = await ImportScenario.StartAsync(faults: plan);
        var clean = import.SnapshotBesideFailures();
        var (commits, writes) = (plan.Commits.Count, plan.StorageWrites);

        await TryUploadAsync(import, archive);
        await Task.WhenAny(import.Host.SettleAsync(), plan.Crashed);
        var (commitsAfter, writesAfter) = (plan.Commits.Count, plan.StorageWrites);
        plan.Disarm();
        if (plan.Crashed.IsCompleted)
        {
            await import.Host.CrashAsync();
            await import.Host.RestartAsync();
        }

        // Retries, then the sweep for requests that died before they had a record or an orchestration.
        await import.Host.AdvanceAsync(TimeSpan.FromMinutes(40));
        Assert.Empty(import.Staged());
        var isThere = await VerifyEndAsync(import, archive == Archive, clean);
        return new RunCounts((commits, commitsAfter), (writes, writesAfter), isThere);
    }

    private static async Task TryUploadAsync(ImportScenario import, byte[] archive)
    {
        try
        {
            using var response = await import.UploadAsync(archive);
        }
        catch (HttpRequestException)
        {
            // The process died before it answered.
        }
    }

    private static async Task<bool> VerifyEndAsync(ImportScenario import, bool isSound, IReadOnlyList<string> clean)
    {
        var isThere = await import.GetProjectStatusCodeAsync("group%2Fimported") == 200;
        if (!isThere)
        {
            Assert.Equal(clean, import.SnapshotBesideFailures());
            // The client that got no 201, or a failure, asks again.
            var id = await import.ScheduleAsync(Archive);
            await import.Host.SettleAsync();
            Assert.Equal("finished", await import.StatusAsync(id));
        }

        Assert.True(isSound || !isThere);
        Assert.Equal("finished", await import.StatusAsync("group%2Fimported"));
        var project = Assert.Single((await import.Host.Http.GetJsonAsync("/projects")).EnumerateArray());
        Assert.Equal(["a.txt", "folder/b.txt"], await import.Host.Http.ListFilesAsync(project.GetProperty("id").GetInt64()));
        Assert.Empty(import.Staged());
        return isThere;
    }

    private sealed record RunCounts((int Before, int After) Commits, (int Before, int After) Writes, bool IsThere);
}
