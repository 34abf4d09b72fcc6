using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registering;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.RegistryImports.Registering;

/// <summary>
/// A request over and over: the process dies just before and just after each of its commits, and each of its writes is applied and
/// reports a timeout. The caller sends it again, and every repository is registered once, found at one place, and counted once.
/// </summary>
public sealed class RepositoryRegistrarFaultTests
{
    private static readonly DateTimeOffset Now = ManualTimeProvider.DefaultStart;

    /// <summary>One that is known and is told anew, two that are new, and one that waits for its date.</summary>
    private static readonly RegisterRepositoryRequest[] Request =
    [
        new("group/known", 10, Now.AddYears(-1), Priority: 7),
        new("group/one", 20, Now.AddYears(-1)),
        new("group/two", 30, Now.AddYears(-1), Plan: "gold"),
        new("group/later", 40, Now.AddYears(-1), NotBefore: Now.AddDays(30)),
    ];

    [Fact]
    public Task RegisterAsync_CrashJustBeforeAnyCommit_IsMadeGoodBySendingItAgain() => SweepAsync(CrashPlan.BeforeCommit, isCrash: true);

    [Fact]
    public Task RegisterAsync_CrashJustAfterAnyCommit_IsMadeGoodBySendingItAgain() => SweepAsync(CrashPlan.AfterCommit, isCrash: true);

    [Fact]
    public Task RegisterAsync_AnyWriteAppliedAndTimedOut_IsNotNoticedByTheCaller() => SweepAsync(CrashPlan.TimeOutWrite, isCrash: false);

    private static async Task SweepAsync(Func<int, CrashPlan> fault, bool isCrash)
    {
        var (before, after, _) = await RunAsync(CrashPlan.None());
        Assert.True(after - before >= 10, $"A request of {Request.Length} repositories has {after - before} commits?");

        for (var commit = before + 1; commit <= after; commit++)
            Assert.Equal((commit, isCrash), (commit, (await RunAsync(fault(commit))).IsCut));
    }

    /// <returns>The commits before and after the request, and whether it was cut off.</returns>
    private static async Task<(int Before, int After, bool IsCut)> RunAsync(CrashPlan plan)
    {
        using var folder = new TempDataFolder();
        var run = await SendAsync(folder, plan);

        using var fixture = new RepositoryFixture(folder: folder);
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await fixture.Registrar.RegisterAsync(Request, default);
        Assert.Equal(Request.Length, again.Registered + again.Updated + again.Unchanged);
        Assert.Equal(new(0, 0, Request.Length), await fixture.Registrar.RegisterAsync(Request, default));
        await AssertRegisteredOnceAsync(fixture);
        return run;
    }

    private static async Task<(int Before, int After, bool IsCut)> SendAsync(TempDataFolder folder, CrashPlan plan)
    {
        using var fixture = new RepositoryFixture(plan, folder: folder);
        await fixture.CreateTablesAsync();
        await fixture.RegisterAsync("group/known");
        var before = plan.Commits.Count;
        // Nothing but tables is written, so commits and writes have the same numbers.
        Assert.Equal(before, plan.StorageWrites);
        try
        {
            await fixture.Registrar.RegisterAsync(Request, default);
        }
        catch (SimulatedCrashException)
        {
            return (before, plan.Commits.Count, IsCut: true);
        }

        return (before, plan.Commits.Count, IsCut: false);
    }

    /// <summary>What an interruption left is cleared up by one walk of the filing, once it is old enough to be nobody's.</summary>
    private static async Task AssertRegisteredOnceAsync(RepositoryFixture fixture)
    {
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        await new ImportTicks(fixture).FileAllAsync();

        var hashes = Request.Select(item => RepositoryHash.Of(item.Path!)).Order().ToList();
        var rows = await Task.WhenAll(Request.Select(item => fixture.Rows.GetAsync(RepositoryHash.Of(item.Path!), default)));
        Assert.Equal(
            Request.Select(item => (item.TagsCount!.Value, item.Plan, item.Priority ?? 0, item.NotBefore)),
            rows.Select(row => (row!.TagsCount, row.Plan, row.Priority, row.NotBefore)));
        var places = await Task.WhenAll(RepositoryPlaces.All.Select(partition => fixture.Places.ReadAsync(new(partition), 100, default)));
        Assert.Equal(
            rows.Select(row => row!.Place).OrderBy(place => place.Row),
            places.SelectMany(found => found).Select(found => found.Place).OrderBy(place => place.Row));
        var names = await fixture.Places.ReadAsync(new(RepositoryPlaces.Names), 100, default);
        Assert.Equal(hashes, names.Select(found => found.Hash).Order());
        var counts = await fixture.ControlTable.GetCountsAsync(default);
        Assert.Equal((Request.Length, Request.Length), (counts[RepositoryState.Default], counts.Values.Sum()));
    }
}
