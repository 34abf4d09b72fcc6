using Exports.TestKit.Engine;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

/// <summary>Every message and every activity is delivered twice.</summary>
public sealed class TwinTests
{
    [Fact]
    public async Task Export_EverythingTwice_MakesOneArchiveAndLeavesNothing()
    {
        await using var export = await ExportScenario.StartAsync(EngineMode.DuplicateDelivery, smallBlocks: true);
        await export.CreateProjectAsync(("big", new('x', 20_000)), ("small", "y"));

        await export.ExportAsync();
        Assert.Equal(2, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        Assert.EndsWith("/1", Assert.Single(export.Blobs()), StringComparison.Ordinal);

        await export.ExportAsync();
        Assert.Equal(2, (await export.DownloadVerifiedAsync()).Manifest.FileCount);
        Assert.Single(export.Blobs());
        Assert.Equal(2, (await export.ListJobsAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Expiry_EverythingTwice_RemovesTheArchive()
    {
        await using var export = await ExportScenario.StartAsync(EngineMode.DuplicateDelivery);
        await export.CreateProjectAsync(("small", "y"));
        await export.ExportAsync();

        await export.Host.AdvanceAsync(TimeSpan.FromHours(24));

        Assert.Equal("none", await export.StatusAsync());
        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task Attempts_EverythingTwice_AreCountedOnce()
    {
        await using var export = await ExportScenario.StartAsync(EngineMode.DuplicateDelivery);
        await export.CreateProjectAsync(("small", "y"));
        export.Gate.Fail("WriteSegment", "always");

        await export.StartExportAsync();
        await export.Host.AdvanceAsync(TimeSpan.FromMinutes(10));

        var job = (await export.GetStatusAsync()).GetProperty("latest_job");
        Assert.Equal(("failed", 4), (job.GetProperty("status").GetString(), job.GetProperty("attempt").GetInt32()));
        Assert.Empty(export.Blobs());
    }
}
