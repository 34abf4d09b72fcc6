using Azure.Storage.Blobs;

namespace Exports.Functions.Tests.Housekeeping.Contents;

/// <summary>
/// The collection against everything that may happen at the same time: one of the two is held at one of its storage calls while the
/// other runs from beginning to end, for every call. Whatever somebody names afterwards is there.
/// </summary>
public sealed class ContentCollectionRaceTests
{
    private const string Old = "a content that nobody names any more";

    [Fact]
    public Task Commit_OfAnOldContent_CollectionAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        (store, service) => store.PutAsync(1, "again", Old, service),
        async store =>
        {
            await store.CollectAsync();
        });

    [Fact]
    public Task Commit_OfAnOldTree_CollectionAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        // Back to the tree of before, whose manifest and content are both old.
        (store, service) => store.PutAsync(1, "file", Old, service),
        async store =>
        {
            await store.CollectAsync();
        });

    [Fact]
    public Task Collection_CommitOfAnOldContentAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        (store, service) => store.Collector(service).RunOnceAsync(default),
        store => store.PutAsync(1, "again", Old));

    [Fact]
    public Task Collection_ContentMovesFromProjectToProjectAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        (store, service) => store.Collector(service).RunOnceAsync(default),
        async store =>
        {
            // Projects are read newest first: 3 has been read when 2 still held the content.
            await store.PutAsync(3, "moved", "held by 2");
            await store.RemoveAsync(2, "file");
        });

    [Fact]
    public Task Collection_ExportPinsATreeThatTheProjectLeavesAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        (store, service) => store.Collector(service).RunOnceAsync(default),
        async store =>
        {
            var job = await store.BeginExportAsync(2, beforePin: () => store.RemoveAsync(2, "file"));
            Assert.Equal(1, job.Pinned!.Manifest.FileCount);
        });

    [Fact]
    public Task Collection_AnotherCollectionAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        (store, service) => store.Collector(service).RunOnceAsync(default),
        async store =>
        {
            await store.CollectAsync();
            await store.PutAsync(1, "again", Old);
        });

    [Fact]
    public async Task Export_BetweenReadingAndPinningATree_CommitAndCollection_LoseNothing()
    {
        using var store = await CreateAsync();

        var job = await store.BeginExportAsync(2, beforePin: async () =>
        {
            await store.RemoveAsync(2, "file");
            await store.CollectAsync();
        });
        store.Clock.Advance(CollectionFixture.PastGrace);
        await store.CollectAsync();

        await store.AssertWholeAsync(job.Pinned!.Manifest.Sha256);
        Assert.True(await store.HasTextAsync("held by 2"));
    }

    [Fact]
    public Task Import_OfAnOldLargeContent_CollectionAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        (store, service) => store.Imports.RunAsync(1, Old, service),
        async store =>
        {
            await store.CollectAsync();
        });

    [Fact]
    public Task Collection_ImportOfAnOldLargeContentAtAnyOfItsCalls_LosesNothing() => SweepAsync(
        (store, service) => store.Collector(service).RunOnceAsync(default),
        store => store.Imports.RunAsync(1, Old));

    [Fact]
    public async Task Export_BetweenReadingAndPinningATree_ImportOverItAndCollection_LoseNothing()
    {
        using var store = await CreateAsync();

        var job = await store.BeginExportAsync(2, beforePin: async () =>
        {
            await store.Imports.RunAsync(2, "imported over it");
            await store.CollectAsync();
        });
        store.Clock.Advance(CollectionFixture.PastGrace);
        await store.CollectAsync();

        await store.AssertWholeAsync(job.Pinned!.Manifest.Sha256);
        Assert.True(await store.HasTextAsync("held by 2"));
        await store.AssertProjectWholeAsync(2);
    }

    private static async Task SweepAsync(Func<CollectionFixture, BlobServiceClient, Task> host, Func<CollectionFixture, Task> intruder)
    {
        var gates = await RunAsync(host, intruder, at: 0);
        Assert.True(gates >= 6, $"only {gates} calls: the race shows nothing");
        for (var at = 1; at <= gates; at++)
            await RunAsync(host, intruder, at);
    }

    private static async Task<int> RunAsync(
        Func<CollectionFixture, BlobServiceClient, Task> host, Func<CollectionFixture, Task> work, int at)
    {
        using var store = await CreateAsync();
        var intruder = new Intruder(at, () => work(store));

        await host(store, store.Service(intruder.PassAsync));

        await AssertWholeAsync(store);
        store.Clock.Advance(CollectionFixture.PastGrace);
        await store.CollectAsync();
        await AssertWholeAsync(store);
        return intruder.Gates;
    }

    private static async Task AssertWholeAsync(CollectionFixture store)
    {
        foreach (var project in new long[] { 1, 2, 3 })
            await store.AssertProjectWholeAsync(project);
        await foreach (var active in store.Index.ActiveAsync(default))
        {
            var job = await store.Jobs.FindJobAsync(active.ProjectId, active.JobId, default);
            await store.AssertWholeAsync(job!.Pinned!.Manifest.Sha256);
        }
    }

    /// <summary>Three projects whose blobs are old. Project 1 once held <see cref="Old"/>, project 2 holds one content, 3 another.</summary>
    private static async Task<CollectionFixture> CreateAsync()
    {
        var store = await CollectionFixture.CreateAsync();
        foreach (var project in new long[] { 1, 2, 3 })
            await store.CreateProjectAsync(project);
        await store.PutAsync(1, "file", Old);
        await store.PutAsync(1, "file", "what came after");
        await store.PutAsync(2, "file", "held by 2");
        await store.PutAsync(3, "file", "held by 3");
        store.Clock.Advance(CollectionFixture.PastGrace);
        return store;
    }
}
