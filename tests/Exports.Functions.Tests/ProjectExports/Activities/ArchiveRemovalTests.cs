using Exports.Functions.ProjectExports.Sweep;
using Exports.Functions.Tests.ProjectExports.Archives;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.ProjectExports.Activities;

public sealed class ArchiveRemovalTests
{
    private static readonly StoredTree Tree = StoredTree.Random(seed: 2, files: 3, largest: 500);

    [Fact]
    public async Task RunAsync_TimeHasCome_RemovesBlobAndIndexRow()
    {
        using var export = await PublishedAsync();
        export.Store.Clock.Advance(TimeSpan.FromHours(25));

        await export.Removal.RunAsync(new(7, 1), default);

        Assert.Empty(export.Blobs());
        Assert.Equal(0, await SweepAsync(export));
    }

    [Fact]
    public async Task RunAsync_TooEarlyOrStale_RemovesNothing()
    {
        using var export = await PublishedAsync();
        await export.Removal.RunAsync(new(7, 1), default);
        export.Store.Clock.Advance(TimeSpan.FromHours(25));
        await export.Removal.RunAsync(new(7, 2), default);

        Assert.Single(export.Blobs());
    }

    [Fact]
    public async Task Sweep_MissedTimer_RemovesTheArchive()
    {
        using var export = await PublishedAsync();
        Assert.Equal(0, await SweepAsync(export));
        export.Store.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(1, await SweepAsync(export));
        Assert.Empty(export.Blobs());
        Assert.Equal(0, await SweepAsync(export));
    }

    [Fact]
    public async Task Sweep_PinnedArchive_IsKeptAndNotLookedAtAgain()
    {
        using var export = await PublishedAsync();
        await export.Store.Archives.PinAsync(7, default);
        export.Store.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(1, await SweepAsync(export));
        Assert.Equal(0, await SweepAsync(export));
        Assert.Single(export.Blobs());
    }

    [Fact]
    public async Task Sweep_UnpinnedLater_ExpiresUnderTheNewGeneration()
    {
        using var export = await PublishedAsync();
        await export.Store.Archives.PinAsync(7, default);
        export.Store.Clock.Advance(TimeSpan.FromHours(25));
        await SweepAsync(export);
        await export.Store.Archives.UnpinAsync(7, default);
        export.Store.Clock.Advance(TimeSpan.FromHours(25));

        await SweepAsync(export);

        Assert.Empty(export.Blobs());
    }

    [Fact]
    public async Task Sweep_PinnedArchiveGivenUpAfterItsTimeAndItsBlobLeftBehind_RemovesTheBlob()
    {
        using var export = await PublishedAsync();
        await export.Store.Archives.PinAsync(7, default);
        export.Store.Clock.Advance(TimeSpan.FromHours(25));
        await SweepAsync(export);

        await export.Store.Archives.DeleteAsync(7, default);
        await SweepAsync(export);

        Assert.Empty(export.Blobs());
    }

    /// <returns>How many index rows were settled.</returns>
    private static async Task<int> SweepAsync(ActivityFixture export)
    {
        var expired = new ExpiredArchives(
            export.Store.Jobs, export.Store.Index, export.Removal, export.Store.Clock, Options.Create(export.Store.Settings));
        var settled = 0;
        await foreach (var expiry in export.Store.Index.ExpiredAsync(export.Store.Clock.GetUtcNow(), default))
            settled += await expired.RemoveAsync(expiry, default) ? 1 : 0;
        return settled;
    }

    private static async Task<ActivityFixture> PublishedAsync()
    {
        var export = await ActivityFixture.CreateAsync(Tree);
        var job = await export.StartJobAsync();
        await export.PublishAsync(job, 1, (await export.WriteAllAsync(job, 1))!);
        return export;
    }
}
