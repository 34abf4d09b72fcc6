using Azure;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ArchiveLedgerTests
{
    [Fact]
    public async Task ExpireAsync_BeforeItsTime_ChangesNothing()
    {
        using var store = await PublishedAsync();
        store.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));

        Assert.Equal(ProjectExportArchiveState.Available, (await store.Archives.ExpireAsync(new(7, 1), default))!.State);
        Assert.True((await PointerAsync(store)).IsAvailable(store.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task ExpireAsync_AtItsTime_Expires()
    {
        using var store = await PublishedAsync();
        store.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False((await PointerAsync(store)).IsAvailable(store.Clock.GetUtcNow()));

        await store.Archives.ExpireAsync(new(7, 1), default);

        Assert.Equal(ProjectExportArchiveState.Expired, (await PointerAsync(store)).State);
    }

    [Fact]
    public async Task ExpireAsync_AnotherGeneration_IsNobodysBusiness()
    {
        using var store = await PublishedAsync();
        store.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Null(await store.Archives.ExpireAsync(new(7, 2), default));
        Assert.Equal(ProjectExportArchiveState.Available, (await PointerAsync(store)).State);
    }

    [Fact]
    public async Task PinAsync_Available_OutlivesItsTime()
    {
        using var store = await PublishedAsync();
        Assert.True((await store.Archives.PinAsync(7, default))!.Pinned);
        store.Clock.Advance(TimeSpan.FromDays(30));

        await store.Archives.ExpireAsync(new(7, 1), default);

        Assert.True((await PointerAsync(store)).IsAvailable(store.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task PinAsync_Expired_IsRefused()
    {
        using var store = await PublishedAsync();
        store.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Null(await store.Archives.PinAsync(7, default));
    }

    [Fact]
    public async Task UnpinAsync_Pinned_GivesAWholeRetentionUnderANewGeneration()
    {
        using var store = await PublishedAsync();
        await store.Archives.PinAsync(7, default);
        store.Clock.Advance(TimeSpan.FromDays(30));

        var released = await store.Archives.UnpinAsync(7, default);

        Assert.Equal((2L, false, store.Clock.GetUtcNow().AddHours(24)), (released!.Generation, released.Pinned, released.ExpiresAt));
    }

    [Fact]
    public async Task UnpinAsync_NotPinned_ChangesNothing()
    {
        using var store = await PublishedAsync();

        Assert.Equal(1, (await store.Archives.UnpinAsync(7, default))!.Generation);
    }

    [Fact]
    public async Task DeleteAsync_Pinned_IsGone()
    {
        using var store = await PublishedAsync();
        await store.Archives.PinAsync(7, default);

        await store.Archives.DeleteAsync(7, default);

        var pointer = await PointerAsync(store);
        Assert.Equal(ProjectExportArchiveState.Deleted, pointer.State);
        Assert.False(pointer.IsAvailable(store.Clock.GetUtcNow()));
        Assert.Null(await store.Archives.DeleteAsync(7, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeleteAsync_AppliedAndReportedAsATimeout_IsRecognised(bool pinned)
    {
        using var store = await PublishedAsync();
        if (pinned)
            await store.Archives.PinAsync(7, default);
        var timeOuts = 1;
        store.Plan.OnCommit = point =>
        {
            if (point.Subject.EndsWith("/0-archive", StringComparison.Ordinal) && timeOuts-- > 0)
                throw new RequestFailedException(500, "Applied, and timed out.", "OperationTimedOut", null);
        };

        var deleted = await store.Archives.DeleteAsync(7, default);

        Assert.Equal((ProjectExportArchiveState.Deleted, 1L), (deleted?.State, deleted?.Generation));
        Assert.Null(await store.Archives.DeleteAsync(7, default));
    }

    private static async Task<LedgerFixture> PublishedAsync()
    {
        var store = await LedgerFixture.CreateAsync();
        var job = await store.EnqueueAsync();
        await store.BeginAsync(job, 1);
        await store.FinishAsync(job, 1);
        return store;
    }

    private static async Task<ProjectExportArchive> PointerAsync(LedgerFixture store) =>
        Assert.IsType<ProjectExportArchive>(await store.Jobs.GetArchiveAsync(7, default));
}
