using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.StorageFaults;

namespace Exports.Functions.Tests.RegistryImports.Ledger;

public sealed class RepositoryLedgerTests : IAsyncLifetime, IDisposable
{
    private const string Path = "group/app/web";

    private static readonly string Hash = RepositoryHash.Of(Path);

    private readonly StorageFaultPlan _faults = new();
    private readonly RepositoryFixture _fixture;
    private readonly RepositoryKey _key = new(Hash, Path, 1);

    public RepositoryLedgerTests() => _fixture = new(observer: _faults);

    public async Task InitializeAsync()
    {
        await _fixture.CreateTablesAsync();
        await _fixture.RegisterAsync(Path);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task TakeAsync_AttemptThatIsNotTheNext_IsRefused(int attempt) =>
        Assert.Equal(attempt == 0 ? 0 : null, (await _fixture.Ledger.TakeAsync(_key with { Attempt = attempt }, default))?.Attempt);

    [Fact]
    public async Task TakeAsync_Twice_TakesOnce()
    {
        await _fixture.Ledger.TakeAsync(_key, default);
        await EnterAsync();

        Assert.Equal(1, (await _fixture.Ledger.TakeAsync(_key, default))?.Attempt);
        Assert.Null(await _fixture.Ledger.TakeAsync(_key with { Attempt = 2 }, default));
    }

    [Fact]
    public async Task ApplyAsync_OfAnEarlierAttempt_ChangesNothing()
    {
        await BeginAsync();

        Assert.Null(await _fixture.Ledger.ApplyAsync(new(_key with { Attempt = 0 }, 5, Verdicts.Done("late")), default));
        Assert.Equal(RepositoryState.PreImporting, (await RowAsync()).State);
    }

    [Fact]
    public async Task ApplyAsync_TurnThatAnotherRunWrote_SaysSoAndKeepsItsVerdict()
    {
        await BeginAsync();
        var failed = await _fixture.Ledger.ApplyAsync(new(_key, 2, Verdicts.Failed(0, 3, "failed")), default);

        var repeated = await _fixture.Ledger.ApplyAsync(new(_key, 2, Verdicts.Done("complete")), default);

        Assert.Equal((false, true), (failed!.Value.IsRepeat, repeated!.Value.IsRepeat));
        Assert.Equal((RepositoryState.ImportAborted, 1), (repeated.Value.Row.State, repeated.Value.Row.Retries));
    }

    [Fact]
    public async Task ApplyAsync_TwoRunsAtOnce_CountOneRetry()
    {
        await BeginAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _fixture.Ledger.ApplyAsync(new(_key, 2, Verdicts.Failed(0, 3, "failed")), default)));

        Assert.Equal(1, (await RowAsync()).Retries);
        Assert.Equal(1, (await _fixture.Rows.GetHistoryAsync(Hash, default)).Count(note => note.Event == RepositoryEvent.AbortImport));
    }

    /// <summary>The three writes of a move, and the count after it.</summary>
    public static TheoryData<string, int> Writes => new()
    {
        { RegistryPlaceTable.Name, 1 },
        { RegistryPlaceTable.Name, 2 },
        { RegistryRepositoryTable.Name, 1 },
        { RegistryControlTable.Name, 1 },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task ApplyAsync_WriteThatIsAppliedAndTimesOut_IsMadeOnce(string table, int number)
    {
        await BeginAsync();
        _faults.TimeOutAfterApplying(number, point => point.Subject.StartsWith(table, StringComparison.Ordinal));

        await _fixture.Ledger.ApplyAsync(new(_key, 2, Verdicts.Failed(0, 3, "failed")), default);

        var row = await RowAsync();
        Assert.Single(_faults.Struck);
        Assert.Equal((RepositoryState.ImportAborted, 1), (row.State, row.Retries));
        Assert.Single(await _fixture.Places.ReadAsync(new(RepositoryPlaces.Retry), 10, default));
    }

    [Fact]
    public async Task ApplyAsync_SameAnswerAsBefore_WritesNothing()
    {
        await BeginAsync();
        var before = await RowAsync();

        await _fixture.Ledger.ApplyAsync(new(_key, 2, Verdicts.Follow(ImportStep.PreImport, null, "in progress")), default);

        Assert.Equal(before, await RowAsync());
    }

    [Fact]
    public async Task ChangeAsync_ActiveRepository_IsLeftToItsOrchestration()
    {
        await BeginAsync();

        await _fixture.Ledger.ChangeAsync(Hash, _ => throw new InvalidOperationException("Nobody may decide about an active one."), default);

        Assert.Equal(RepositoryState.PreImporting, (await RowAsync()).State);
    }

    [Fact]
    public async Task HastenAsync_Aborted_MayBeTriedAtOnceAndIsFiledThere()
    {
        await BeginAsync();
        await _fixture.Ledger.ApplyAsync(new(_key, 2, Verdicts.Failed(0, 3, "failed")), default);

        await _fixture.Ledger.HastenAsync(Hash, "Asked for.", default);

        var now = _fixture.Clock.GetUtcNow();
        Assert.Equal(now, (await RowAsync()).NextTryAt);
        Assert.StartsWith(
            RepositoryPlaces.Moment(now),
            Assert.Single(await _fixture.Places.ReadAsync(new(RepositoryPlaces.Retry), 10, default)).Place.Row,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeAsync_ManyMovingItForthAndBackAtOnce_NeverLeaveItWithoutItsPlace()
    {
        var row = await RowAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            for (var round = 0; round < 25; round++)
                await _fixture.Ledger.DescribeAsync(row with { Priority = (number + round) % 2 }, default);
        }));

        var places = await _fixture.Places.ReadAsync(new(RepositoryPlaces.Ready), 10, default);
        var last = await RowAsync();
        Assert.Contains(places, found => found.Place == last.Place);
    }

    [Fact]
    public async Task MoveAsync_OldPlaceWrittenAgainBeforeItIsRemoved_StaysForWhoeverComesBack()
    {
        var here = (await RowAsync()).Place;
        var there = new RepositoryPlace(RepositoryPlaces.Done, here.Row);

        // Once the row is written, another move may bring the repository back before this one removes the old place.
        await _fixture.Places.MoveAsync(here, there, () => _fixture.Places.AddAsync(here, default), default);

        Assert.Single(await _fixture.Places.ReadAsync(new(RepositoryPlaces.Ready), 10, default));
    }

    [Fact]
    public async Task NoteAsync_MoreThanTheHistoryHolds_KeepsTheLatest200InOrder()
    {
        for (var number = 1; number <= RegistryRepositoryTable.HistoryLength + 15; number++)
            await _fixture.Ledger.NoteAsync(Hash, $"line {number}", default);

        var history = await _fixture.Rows.GetHistoryAsync(Hash, default);

        Assert.Equal(RegistryRepositoryTable.HistoryLength, history.Count);
        Assert.Equal($"line {RegistryRepositoryTable.HistoryLength + 15}", history[0].Sentence);
        Assert.Equal("line 16", history[^1].Sentence);
    }

    private async Task BeginAsync()
    {
        await _fixture.Ledger.TakeAsync(_key, default);
        await EnterAsync();
    }

    private Task<RegistryRepository?> EnterAsync() =>
        _fixture.Ledger.EnterAsync(_key, 1, new(RepositoryEvent.StartPreImport, RepositoryState.PreImporting), default);

    private async Task<RegistryRepository> RowAsync() => (await _fixture.Rows.GetAsync(Hash, default))!;
}
