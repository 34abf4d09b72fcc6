using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.Storage.Tables;
using Exports.TestKit.StorageFaults;

namespace Exports.Functions.Tests.RegistryImports.Control;

public sealed class ControlLedgerTests : IAsyncLifetime, IDisposable
{
    private const int Capacity = 25;

    private readonly StorageFaultPlan _faults = new();
    private readonly RepositoryFixture _fixture;

    public ControlLedgerTests() => _fixture = new(observer: _faults);

    public Task InitializeAsync() => _fixture.CreateTablesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ChangeAsync_MoreTakersAtOnceThanSlots_GivesOutEachSlotOnce()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 2 * Capacity).Select(number => TakeAsync($"app-{number}")));

        Assert.Equal(Capacity, taken.Count(control => control is not null));
        Assert.Equal(Capacity, (await _fixture.Control.GetAsync(default)).Slots.Select(slot => slot.Hash).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ChangeAsync_WriteThatIsAppliedAndTimesOut_TakesOneSlot(int number)
    {
        _faults.TimeOutAfterApplying(number, point => point.Subject.StartsWith(RegistryControlTable.Name, StringComparison.Ordinal));

        var taken = await TakeAsync("app-1");
        await TakeAsync("app-2");

        Assert.NotNull(taken);
        Assert.Single(_faults.Struck);
        Assert.Equal(["app-1", "app-2"], (await _fixture.Control.GetAsync(default)).Slots.Select(slot => slot.Hash));
    }

    [Fact]
    public async Task ChangeAsync_ReleaseThatIsAppliedAndTimesOut_IsJudgedOnce()
    {
        await TakeAsync("app-1");
        _faults.TimeOutAfterApplying(1, point => point.Subject.StartsWith(RegistryControlTable.Name, StringComparison.Ordinal));

        await _fixture.Control.ChangeAsync(control => control.Release("app-1", 1, failed: true, _fixture.Clock.GetUtcNow()), default);

        Assert.Single(_faults.Struck);
        Assert.Equal("F", (await _fixture.Control.GetAsync(default)).Breaker.Outcomes);
    }

    [Fact]
    public async Task ControlRow_40HoldersAFullWindowAndALongPause_IsFarBelowWhatAPropertyHolds()
    {
        var now = _fixture.Clock.GetUtcNow();
        var full = ImportControl.Initial with
        {
            Slots = [.. Enumerable.Range(0, 40).Select(number => new SlotHolder(RepositoryHash.Of($"app-{number}"), int.MaxValue, now))],
            Breaker = new(new string('F', Breaker.Window), now, RepositoryHash.Of("probe")),
            LastStepFinishedAt = now,
            Paused = new(new string('x', 1000), "administrator", now),
        };

        await _fixture.ControlTable.PutAsync(full, default);

        var read = await _fixture.ControlTable.GetAsync(default);
        Assert.Equal(full.Slots, read.Slots);
        Assert.Equal((full.Breaker, full.LastStepFinishedAt, full.Paused), (read.Breaker, read.LastStepFinishedAt, read.Paused));
        var row = await _fixture.Tables.GetTableClient(RegistryControlTable.Name).GetEntityAsync<Azure.Data.Tables.TableEntity>("control", "control");
        // A property holds 32 Ki characters, a row 1 MiB.
        Assert.InRange(row.Value.GetString(nameof(ImportControl.Slots)).Length, 40, 8 * 1024);
    }

    private Task<ImportControl?> TakeAsync(string hash) => _fixture.Control.ChangeAsync(
        control => control.Slots.Count < Capacity || control.Holds(hash, 1) ? control.Take(hash, 1, _fixture.Clock.GetUtcNow()) : null, default);
}
