using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Rules;

namespace Exports.Functions.Tests.RegistryImports.Enqueuing;

public sealed class ImportCandidatesTests : IAsyncLifetime, IDisposable
{
    private readonly RepositoryFixture _fixture = new();

    public Task InitializeAsync() => _fixture.CreateTablesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ReadAsync_EveryKind_AbortedOnesThenThoseWhoseDateHasComeThenByPriorityAndName()
    {
        await _fixture.RegisterAsync("b/second");
        await _fixture.RegisterAsync("a/first");
        await _fixture.RegisterAsync("z/urgent", priority: 5);
        await _fixture.RegisterAsync("y/never", priority: -5);
        await RegisterForAsync("m/dated", TimeSpan.FromMinutes(10));
        await RegisterForAsync("m/later", TimeSpan.FromHours(10));
        await AbortAsync("x/aborted");

        _fixture.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(["x/aborted", "m/dated", "z/urgent", "a/first", "b/second", "y/never"], await ReadAsync());
    }

    [Fact]
    public async Task ReadAsync_BackOffNotOver_LeavesTheAbortedOneOut()
    {
        await AbortAsync("x/aborted");

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task ReadAsync_MoreThanAPage_GoesOnInOrder()
    {
        var paths = Enumerable.Range(0, ImportCandidates.PageSize * 2 + 7).Select(number => $"group/app-{number:D4}").ToArray();
        foreach (var path in paths.Reverse())
            await _fixture.RegisterAsync(path);

        Assert.Equal(paths, await ReadAsync());
    }

    private async Task<List<string>> ReadAsync()
    {
        var found = new List<string>();
        await foreach (var place in new ImportCandidates(_fixture.Places, _fixture.Clock).ReadAsync(default))
            found.Add((await _fixture.Rows.GetAsync(place.Hash, default))!.Path);
        return found;
    }

    private async Task RegisterForAsync(string path, TimeSpan later)
    {
        var now = _fixture.Clock.GetUtcNow();
        await _fixture.Registrar.RegisterAsync([new(path, 1, now.AddYears(-1), NotBefore: now + later)], default);
    }

    private async Task AbortAsync(string path)
    {
        var row = await _fixture.RegisterAsync(path);
        await _fixture.Ledger.ChangeAsync(row.Hash, _ => new Verdict(Move.Unknown, RepositoryEvent.AbortImport), default);
    }
}
