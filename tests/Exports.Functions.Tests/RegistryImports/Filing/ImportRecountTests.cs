using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.RegistryImports.Filing;

public sealed class ImportRecountTests : IAsyncLifetime, IDisposable
{
    private readonly RepositoryFixture _fixture = new();
    private readonly ImportTicks _ticks;

    public ImportRecountTests() => _ticks = new(_fixture);

    public Task InitializeAsync() => _fixture.CreateTablesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task RunAsync_WrongCounts_PutsThemRightByShard()
    {
        var hash = await PlantAsync();
        await _fixture.ControlTable.CountAsync(hash, RepositoryState.Default, RepositoryState.ImportDone, 7, default);

        var corrected = await _ticks.Recount.RunAsync(default);
        var again = await _ticks.Recount.RunAsync(default);

        Assert.Equal((1, 0), (corrected, again));
        Assert.Equal((19, 1, 0), await CountsAsync());
    }

    [Fact]
    public async Task RunAsync_ShardWithoutARepository_IsEmptied()
    {
        await _fixture.ControlTable.CountAsync(RepositoryHash.Of("never registered"), null, RepositoryState.ImportDone, 3, default);

        await _ticks.Recount.RunAsync(default);

        Assert.Equal((0, 0, 0), await CountsAsync());
    }

    [Fact]
    public async Task TryPutShardAsync_CountedMeanwhile_KeepsWhatWasCounted()
    {
        var hash = await PlantAsync();
        var before = (await _fixture.ControlTable.GetShardsAsync(default)).Single(shard => shard.Shard == RegistryControlTable.Shard(hash));
        await _fixture.ControlTable.CountAsync(hash, null, RepositoryState.ImportDone, 1, default);

        var isPut = await _fixture.ControlTable.TryPutShardAsync(before with { Counts = [] }, default);

        Assert.False(isPut);
        Assert.Equal((19, 1, 1), await CountsAsync());
    }

    [Fact]
    public async Task RunOnceAsync_EndOfAWalk_Recounts()
    {
        var hash = await PlantAsync();
        await _fixture.ControlTable.CountAsync(hash, null, RepositoryState.ImportSkipped, 2, default);

        var runs = await _ticks.FileAllAsync();

        Assert.Equal(1, runs[^1].Corrected);
        Assert.Equal((19, 1, 0), await CountsAsync());
    }

    /// <summary>19 that wait and one that is active.</summary>
    private async Task<string> PlantAsync()
    {
        for (var number = 0; number < 20; number++)
            await _fixture.RegisterAsync($"group/app-{number}");
        var key = new RepositoryKey(RepositoryHash.Of("group/app-0"), "group/app-0", 1);
        await _fixture.Ledger.TakeAsync(key, default);
        await _fixture.Ledger.EnterAsync(key, 1, new(RepositoryEvent.StartPreImport, RepositoryState.PreImporting), default);
        return key.Hash;
    }

    private async Task<(long Waiting, long Active, long Done)> CountsAsync()
    {
        var counts = await _fixture.ControlTable.GetCountsAsync(default);
        Assert.Equal(0, counts[RepositoryState.ImportSkipped]);
        return (counts[RepositoryState.Default], counts[RepositoryState.PreImporting], counts[RepositoryState.ImportDone]);
    }
}
