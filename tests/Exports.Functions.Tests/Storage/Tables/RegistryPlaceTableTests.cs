using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Filing;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.RegistryImports;

namespace Exports.Functions.Tests.Storage.Tables;

/// <summary>The service may cut any page short and may answer empty ones: only its token tells the end.</summary>
public sealed class RegistryPlaceTableTests : IAsyncLifetime, IDisposable
{
    private const int Registered = 11;

    private readonly RepositoryFixture _fixture = new();

    public static TheoryData<int?, bool> Shapes => new() { { 3, false }, { null, true }, { 1, true } };

    public async Task InitializeAsync()
    {
        await _fixture.CreateTablesAsync();
        for (var number = 0; number < Registered; number++)
            await _fixture.RegisterAsync($"group/app-{number:D2}");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task AllAsync_PagesCutShort_FindsEveryPlaceInOrder(int? itemsPerPage, bool emptyPages)
    {
        var whole = await AllAsync();

        _fixture.ShapePages(new(itemsPerPage, emptyPages));

        Assert.Equal(Registered, whole.Count);
        Assert.Equal(whole, await AllAsync());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task PagesAsync_PagesCutShort_NoneIsEmpty(int? itemsPerPage, bool emptyPages)
    {
        _fixture.ShapePages(new(itemsPerPage, emptyPages));

        var sizes = new List<int>();
        await foreach (var page in _fixture.Places.PagesAsync(new(RepositoryPlaces.Ready), 5, default))
            sizes.Add(page.Count);

        Assert.DoesNotContain(0, sizes);
        Assert.Equal(Registered, sizes.Sum());
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(Registered, Registered)]
    [InlineData(Registered + 1, Registered)]
    public async Task ReadAsync_PagesCutShort_FewerThanAskedForOnlyAtTheEnd(int count, int expected)
    {
        var whole = await AllAsync();
        _fixture.ShapePages(new(MaxItemsPerPage: 3, EmptyPages: true));

        var found = await _fixture.Places.ReadAsync(new(RepositoryPlaces.Ready), count, default);

        Assert.Equal(whole.Take(expected), found);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task ImportFiling_PagesCutShort_ExaminesEveryPlaceAndLeavesTheCountsAlone(int? itemsPerPage, bool emptyPages)
    {
        _fixture.ShapePages(new(itemsPerPage, emptyPages));

        var counts = await new ImportTicks(_fixture).Filing.RunOnceAsync(default);

        Assert.Equal(new FilingCounts { Examined = Registered, Recounted = true }, counts);
    }

    private async Task<List<FoundPlace>> AllAsync()
    {
        var found = new List<FoundPlace>();
        await foreach (var place in _fixture.Places.AllAsync(new(RepositoryPlaces.Ready), 5, default))
            found.Add(place);
        return found;
    }
}
