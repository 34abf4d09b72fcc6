using Exports.TestKit.Faults;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>An export of twenty segments and more, the process dying in each of them: at most that segment is done again.</summary>
public sealed class SegmentCrashTests
{
    private const string StageBlock = nameof(StageBlock);
    private const int BlocksPerSegment = 2;

    [Fact]
    public async Task Export_CrashInAnySegment_RedoesAtMostThatSegment()
    {
        var whole = CrashPlan.None();
        await RunAsync(whole);
        var blocks = Stagings(whole);
        Assert.True(blocks.Count >= 20 * BlocksPerSegment, $"{blocks.Count} blocks");

        for (var segment = 0; segment * BlocksPerSegment < blocks.Count; segment++)
        {
            // The second block of the segment is staged, and the process dies before its cursor is written down.
            var commit = blocks[Math.Min(segment * BlocksPerSegment + 1, blocks.Count - 1)];
            var first = CrashPlan.AfterCommit(commit);
            var second = await RunAsync(first);

            var staged = Stagings(first).Count + Stagings(second!).Count;
            Assert.InRange(staged, blocks.Count, blocks.Count + BlocksPerSegment);
        }
    }

    /// <returns>The faults of the second process, if there was one.</returns>
    private static async Task<CrashPlan?> RunAsync(CrashPlan plan)
    {
        await using var export = await ExportScenario.StartAsync(faults: plan, smallBlocks: true, settings: [("SegmentBytes", "4096")]);
        await export.CreateProjectAsync(("big", new('x', 81_920)));
        await export.StartExportAsync(key: "k");
        await Task.WhenAny(export.Host.SettleAsync(), plan.Crashed);
        CrashPlan? second = null;
        if (plan.Crashed.IsCompleted)
        {
            await export.Host.CrashAsync();
            await export.Host.RestartAsync(second = CrashPlan.None());
            await export.Host.SettleAsync();
        }

        Assert.Equal("finished", await export.StatusAsync());
        Assert.EndsWith("/1", Assert.Single(export.Blobs()), StringComparison.Ordinal);
        Assert.Equal(1, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        return second;
    }

    /// <summary>The numbers of the commits that staged a block.</summary>
    private static List<int> Stagings(CrashPlan plan) =>
        [.. plan.Commits.Select((point, index) => (point, number: index + 1)).Where(entry => entry.point.Operation == StageBlock).Select(entry => entry.number)];
}
