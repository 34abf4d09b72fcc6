using Exports.Functions.Housekeeping.Contents;
using Exports.Functions.Projects.Templates;
using Exports.Functions.Storage.Blobs;
using Moq;

namespace Exports.Functions.Tests.Housekeeping.Contents;

/// <summary>Contents no manifest names are collected; everything that somebody names stays.</summary>
public sealed class ContentCollectorTests : IAsyncLifetime
{
    private CollectionFixture _store = null!;

    public async Task InitializeAsync()
    {
        _store = await CollectionFixture.CreateAsync();
        await _store.CreateProjectAsync(1);
    }

    public Task DisposeAsync()
    {
        _store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task RunOnceAsync_ContentNoManifestNames_IsCollectedAfterItsGraceWithTheOldManifests()
    {
        await _store.PutAsync(1, "a", "one");
        await _store.PutAsync(1, "a", "two");

        await _store.CollectAsync();
        Assert.True(await _store.HasTextAsync("one"));
        _store.Clock.Advance(CollectionFixture.PastGrace);
        var counts = await _store.CollectAsync();

        Assert.Equal(2, counts.Removed);
        Assert.False(await _store.HasTextAsync("one"));
        Assert.Equal(1, await _store.CountAsync(_store.Manifests.Blobs));
        await _store.AssertProjectWholeAsync(1);
    }

    [Fact]
    public async Task RunOnceAsync_ContentThatAnotherProjectNames_Stays()
    {
        await _store.CreateProjectAsync(2);
        await _store.PutAsync(1, "a", "shared");
        await _store.PutAsync(2, "b", "shared");
        await _store.RemoveAsync(1, "a");
        _store.Clock.Advance(CollectionFixture.PastGrace);

        await _store.CollectAsync();

        await _store.AssertProjectWholeAsync(2);
    }

    [Fact]
    public async Task RunOnceAsync_DeletedProject_LeavesNothing()
    {
        await _store.PutAsync(1, "a", "one");
        var row = (await _store.Projects.GetAsync(1, default))!;
        await _store.Projects.TryUpdateAsync(row with { DeletedAt = _store.Clock.GetUtcNow() }, default);
        _store.Clock.Advance(CollectionFixture.PastGrace);

        Assert.Equal(2, (await _store.CollectAsync()).Removed);

        Assert.Equal(0, await _store.CountAsync(_store.Contents.Blobs) + await _store.CountAsync(_store.Manifests.Blobs));
    }

    [Fact]
    public async Task RunOnceAsync_TreePinnedByARunningExport_StaysUntilTheExportEnds()
    {
        await _store.PutAsync(1, "a", "exported");
        var job = await _store.BeginExportAsync(1);
        await _store.PutAsync(1, "a", "changed meanwhile");
        _store.Clock.Advance(10 * CollectionFixture.PastGrace);

        await _store.CollectAsync();
        await _store.AssertWholeAsync(job.Pinned!.Manifest.Sha256);
        await _store.EndExportAsync(job);
        await _store.CollectAsync();

        Assert.False(await _store.HasTextAsync("exported"));
        await _store.AssertProjectWholeAsync(1);
    }

    [Fact]
    public async Task RunOnceAsync_TemplatesOfTheRelease_StayThoughNoProjectUsesThem()
    {
        var template = new ProjectTemplate("t", "T", "d");
        _store.Templates.Setup(source => source.Templates).Returns([template]);
        _store.Templates.Setup(source => source.Read(template)).Returns([new TemplateFile("README.md", "from a template"u8.ToArray())]);
        var tree = await _store.Publisher().PublishAsync("t", default);
        _store.Clock.Advance(CollectionFixture.PastGrace);

        await _store.CollectAsync();

        await _store.AssertWholeAsync(tree.Sha256);
    }

    [Fact]
    public async Task RunOnceAsync_TemplateOfAnEarlierRelease_IsRenewedByAProcessThatStillMakesProjectsOfIt()
    {
        var template = new ProjectTemplate("t", "T", "d");
        var old = new Mock<ITemplateSource>();
        old.Setup(source => source.Templates).Returns([template]);
        old.Setup(source => source.Read(template)).Returns([new TemplateFile("README.md", "of an earlier release"u8.ToArray())]);
        var publisher = _store.Publisher(old.Object);
        await publisher.PublishAsync("t", default);
        _store.Clock.Advance(CollectionFixture.PastGrace);

        // Collected before the process renews it: it is stored again, from the files.
        await _store.CollectAsync();
        Assert.False(await _store.HasTextAsync("of an earlier release"));
        await _store.CreateProjectAsync(2, await publisher.PublishAsync("t", default));
        await _store.AssertProjectWholeAsync(2);
        old.Verify(source => source.Read(template), Times.Exactly(2));

        // Renewed in time: it is not read again, and not collected before a project that is made from it can name it.
        await _store.Projects.TryUpdateAsync((await _store.Projects.GetAsync(2, default))! with { DeletedAt = _store.Clock.GetUtcNow() }, default);
        _store.Clock.Advance(CollectionFixture.PastGrace - TimeSpan.FromHours(12));
        var tree = await publisher.PublishAsync("t", default);
        _store.Clock.Advance(TimeSpan.FromHours(13));
        await _store.CollectAsync();
        await _store.CreateProjectAsync(3, tree);
        await _store.AssertProjectWholeAsync(3);
        old.Verify(source => source.Read(template), Times.Exactly(2));
    }

    [Fact]
    public async Task RunOnceAsync_ManifestInUseIsMissing_RemovesNothingAndSaysSo()
    {
        await _store.PutAsync(1, "a", "one");
        await _store.PutAsync(1, "a", "two");
        var current = (await _store.Projects.GetAsync(1, default))!.ManifestHash;
        await _store.Service().GetBlobContainerClient(ManifestContainer.Name).DeleteBlobAsync(current);
        _store.Clock.Advance(CollectionFixture.PastGrace);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(_store.CollectAsync);

        Assert.Contains(current, failure.Message, StringComparison.Ordinal);
        Assert.True(await _store.HasTextAsync("one"));
    }

    [Fact]
    public async Task RunOnceAsync_MoreGarbageThanItsShare_LeavesTheRestToTheNextRun()
    {
        _store.Settings.RemovalsPerRun = 3;
        for (var i = 0; i < 5; i++)
            await _store.Contents.PutAsync(CollectionFixture.HashOf($"{i}"), new MemoryStream([(byte)i]), default);
        _store.Clock.Advance(CollectionFixture.PastGrace);

        Assert.Equal([3, 2, 0], new[] { await _store.CollectAsync(), await _store.CollectAsync(), await _store.CollectAsync() }.Select(counts => counts.Removed));
    }

    [Fact]
    public async Task RunOnceAsync_WorkThatBeganLongAgoIsUnfinished_LeavesWhatItMayHaveStored()
    {
        var began = _store.Clock.GetUtcNow();
        await _store.Contents.PutAsync(CollectionFixture.HashOf("imported"), new MemoryStream("imported"u8.ToArray()), default);
        var hold = new Mock<IContentHold>();
        hold.Setup(work => work.FindOldestAsync(default)).ReturnsAsync(began);
        _store.Holds.Add(hold.Object);
        _store.Clock.Advance(5 * CollectionFixture.PastGrace);

        await _store.CollectAsync();
        Assert.True(await _store.HasTextAsync("imported"));
        _store.Holds.Clear();
        await _store.CollectAsync();

        Assert.False(await _store.HasTextAsync("imported"));
    }

    [Fact]
    public async Task RunOnceAsync_BlobWithAForeignName_IsLeftAlone()
    {
        await _store.Service().GetBlobContainerClient(ContentContainer.Name).GetBlobClient("readme.txt").UploadAsync(BinaryData.FromString("x"));
        _store.Clock.Advance(CollectionFixture.PastGrace);

        Assert.Equal(0, (await _store.CollectAsync()).Removed);
    }
}
