using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Filing;
using Exports.Functions.RegistryImports.Registering;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.RegistryImports.Filing;

public sealed class ImportFilingTests : IAsyncLifetime, IDisposable
{
    private const string Path = "group/app/web";

    private readonly RepositoryFixture _fixture = new();
    private readonly ImportTicks _ticks;

    public ImportFilingTests() => _ticks = new(_fixture);

    public Task InitializeAsync() => _fixture.CreateTablesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task RunOnceAsync_DenyListChanged_FilesTheDeniedAndBackAgain()
    {
        await RegisterAsync(30, "bad");
        await RegisterAsync(30, "good");
        await _ticks.FileAllAsync();

        _fixture.Settings.DeniedRoots = ["bad"];
        await _ticks.FileAllAsync();
        var denied = (await CountAsync(RepositoryPlaces.ParkedDenied), await CountAsync(RepositoryPlaces.Ready));
        _fixture.Settings.DeniedRoots = [];
        await _ticks.FileAllAsync();

        Assert.Equal((30, 30), denied);
        Assert.Equal((0, 60), (await CountAsync(RepositoryPlaces.ParkedDenied), await CountAsync(RepositoryPlaces.Ready)));
    }

    [Theory]
    [InlineData("plan", RepositoryPlaces.ParkedPlan)]
    [InlineData("cut-off", RepositoryPlaces.ParkedCreated)]
    public async Task RunOnceAsync_PlansOrCutOffChanged_ParksWhatIsNotEligibleAnyMore(string setting, string partition)
    {
        await RegisterAsync(10, "group");
        await _ticks.FileAllAsync();

        if (setting == "plan")
            _fixture.Settings.TargetPlans = ["premium"];
        else
            _fixture.Settings.CreatedBefore = _fixture.Clock.GetUtcNow().AddYears(-10);
        await _ticks.FileAllAsync();

        Assert.Equal((10, 0), (await CountAsync(partition), await CountAsync(RepositoryPlaces.Ready)));
    }

    [Fact]
    public async Task RunOnceAsync_SettingChangedUnderMany_IsThroughInSlicesOfABoundedSize()
    {
        const int Many = 7000;
        await RegisterAsync(Many, "bad");
        await _ticks.FileAllAsync();
        _fixture.Settings.DeniedRoots = ["bad"];

        var runs = await _ticks.FileAllAsync();

        Assert.Equal(Many, runs.Sum(run => run.Refiled));
        Assert.All(runs, run => Assert.InRange(run.Refiled, 0, ImportFiling.MaxRefiled));
        Assert.True(runs.Count > 1);
        Assert.Equal(Many, await CountAsync(RepositoryPlaces.ParkedDenied));
    }

    [Fact]
    public async Task RunOnceAsync_NothingChanged_WalksOnInSlicesForEver()
    {
        await RegisterAsync(ImportFiling.Slice + 500, "group");
        await _ticks.FileAllAsync();

        var runs = await _ticks.FileAllAsync();

        Assert.Equal((2, 0, 0), (runs.Count, runs.Sum(run => run.Refiled), runs.Sum(run => run.Removed)));
        Assert.InRange(runs[0].Examined, ImportFiling.Slice, ImportFiling.Slice + 1000);
    }

    [Fact]
    public async Task Enqueuer_SettingJustChanged_StartsOnlyEligibleOnesAndExaminesABoundedNumber()
    {
        await RegisterAsync(ImportEnqueuer.MaxExamined + 50, "bad");
        await RegisterAsync(10, "good");
        _fixture.Settings.DeniedRoots = ["bad"];

        var first = await _ticks.EnqueueAsync();
        var second = await _ticks.EnqueueAsync();

        Assert.Equal((ImportEnqueuer.MaxExamined, 0, ImportEnqueuer.MaxExamined), (first.Examined, first.Started, first.Refiled));
        Assert.Equal((5, 50), (second.Started, second.Refiled));
        Assert.All(_ticks.Started, started => Assert.StartsWith("good/", started.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunOnceAsync_PlaceThatLeadsNowhere_GoesOnceItIsOldAndNotBefore()
    {
        var row = await _fixture.RegisterAsync(Path);
        await _fixture.Places.AddAsync(new(RepositoryPlaces.Retry, $"20260101000000-{row.Hash}"), default);
        await _fixture.Places.AddAsync(new(RepositoryPlaces.Done, $"nobody-{RepositoryHash.Of("nobody")}"), default);

        _fixture.Clock.Advance(DanglingPlaces.SafeAge - TimeSpan.FromSeconds(1));
        var young = await _ticks.FileAllAsync();
        _fixture.Clock.Advance(TimeSpan.FromSeconds(2));
        var old = await _ticks.FileAllAsync();

        Assert.Equal((0, 2), (young.Sum(run => run.Removed), old.Sum(run => run.Removed)));
        Assert.Equal((0, 0, 1), (await CountAsync(RepositoryPlaces.Retry), await CountAsync(RepositoryPlaces.Done), await CountAsync(RepositoryPlaces.Ready)));
    }

    [Fact]
    public async Task RemoveAsync_OldDanglingPlaceThatAMoveHasWrittenAgain_StaysForTheMove()
    {
        var row = await _fixture.RegisterAsync(Path);
        var place = new RepositoryPlace(RepositoryPlaces.Done, $"{RepositoryPlaces.NameKey(Path)} {row.Hash}");
        await _fixture.Places.AddAsync(place, default);
        _fixture.Clock.Advance(DanglingPlaces.SafeAge * 2);
        var found = Assert.Single(await _fixture.Places.ReadAsync(new(RepositoryPlaces.Done), 10, default));

        // Between the filing's look and its removal a move to that very place begins: the place first, the row in a moment.
        await _fixture.Places.AddAsync(place, default);
        await new DanglingPlaces(_fixture.Places, _fixture.Clock).RemoveAsync(found, row, default);

        Assert.Equal(1, await CountAsync(RepositoryPlaces.Done));
    }

    [Fact]
    public async Task RunOnceAsync_TwoAtOnce_LoseNobody()
    {
        await RegisterAsync(300, "bad");
        _fixture.Settings.DeniedRoots = ["bad"];

        await Task.WhenAll(_ticks.Filing.RunOnceAsync(default), _ticks.Filing.RunOnceAsync(default));
        await _ticks.FileAllAsync();

        Assert.Equal((300, 0), (await CountAsync(RepositoryPlaces.ParkedDenied), await CountAsync(RepositoryPlaces.Ready)));
    }

    private async Task RegisterAsync(int count, string root) => await _fixture.Registrar.RegisterAsync(
        [.. Enumerable.Range(0, count).Select(number => new RegisterRepositoryRequest(
            $"{root}/app-{number:D5}", 10, _fixture.Clock.GetUtcNow().AddYears(-1)))],
        default);

    private async Task<int> CountAsync(string partition)
    {
        var count = 0;
        for (string? after = null; ;)
        {
            var page = await _fixture.Places.ReadAsync(new PlaceRange(partition, After: after), 1000, default);
            count += page.Count;
            if (page.Count < 1000)
                return count;
            after = page[^1].Place.Row;
        }
    }
}
