using Exports.Functions.Tests.ProjectExports.Archives.Verification;
using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>A remote import in pieces, the process dying after each of its commits: fetched pieces are not fetched for nothing.</summary>
public sealed class RemoteImportCrashTests
{
    private static readonly byte[] Archive = ArchiveBuilder.Sound().Archive();

    [Fact]
    public async Task RemoteImport_CrashJustAfterAnyCommit_EndsFinishedOrFailedWithNothingLeft()
    {
        var (before, after) = await RunAsync(CrashPlan.None());
        Assert.True(after - before > 15, $"A remote import has {after - before} commits?");

        for (var k = before + 1; k <= after; k++)
            await RunAsync(CrashPlan.AfterCommit(k));
    }

    private static async Task<(int Before, int After)> RunAsync(CrashPlan plan)
    {
        await using var remote = await RemoteScenario.StartAsync(Archive, plan, ("ProjectImports__FetchPieceBytes", "200"));
        var import = remote.Import;
        var clean = import.SnapshotBesideFailures();
        var before = plan.Commits.Count;
        await TryFetchAsync(import);
        await Task.WhenAny(import.Host.SettleAsync(), plan.Crashed);
        var after = plan.Commits.Count;
        plan.Disarm();
        if (plan.Crashed.IsCompleted)
        {
            await import.Host.CrashAsync();
            await import.Host.RestartAsync();
        }

        await import.Host.AdvanceAsync(TimeSpan.FromMinutes(40));
        Assert.Empty(import.Staged());
        if (await import.GetProjectStatusCodeAsync("group%2Fimported") != 200)
        {
            Assert.Equal(clean, import.SnapshotBesideFailures());
            Assert.Equal("finished", await remote.RunAsync());
        }

        // Each piece once, one again after the crash; or all of them for the client's second try.
        Assert.InRange(remote.Server.Ranges.Count, 1, 2 * ((Archive.Length + 199) / 200));
        return (before, after);
    }

    private static async Task TryFetchAsync(ImportScenario import)
    {
        try
        {
            using var response = await import.FetchAsync(RemoteScenario.Url);
        }
        catch (HttpRequestException)
        {
            // The process died before it answered.
        }
    }
}
