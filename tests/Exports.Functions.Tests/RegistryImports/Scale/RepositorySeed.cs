using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.RegistryImports.Scale;

/// <summary>
/// A registry of any size, straight into the tables: 90 of 100 repositories are parked for one reason or another and sort, by name and by
/// priority, before all the others; the rest is ready. Some are active.
/// </summary>
internal sealed class RepositorySeed(RepositoryFixture fixture)
{
    public const int Active = 20;
    public const string Denied = "aaa-denied";

    private const int Batch = 100;

    private readonly DateTimeOffset _now = fixture.Clock.GetUtcNow();

    /// <summary>Settings that 90 of 100 do not meet.</summary>
    public static void Restrict(RegistryImportOptions settings)
    {
        settings.Capacity = 25;
        settings.DeniedRoots = [Denied];
        settings.TargetPlans = ["premium"];
        settings.CreatedBefore = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    public async Task PlantAsync(int count)
    {
        var rows = fixture.Tables.GetTableClient(RegistryRepositoryTable.Name);
        var batches = Enumerable.Range(0, count).Chunk(Batch * 10);
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (numbers, token) =>
        {
            var repositories = numbers.Select(Repository).ToList();
            foreach (var partition in repositories.SelectMany(Places).GroupBy(place => place.Partition))
            {
                foreach (var together in partition.Chunk(Batch))
                    await fixture.Places.AddAllAsync(together, token);
            }

            await Task.WhenAll(repositories.Select(repository => rows.AddEntityAsync(repository.ToEntity("0-repository"), token)));
        });
        await CountAsync(count);
        await TakeSlotsAsync();
    }

    public RegistryRepository Repository(int number)
    {
        var path = number % 10 == 9 ? $"zzz/app-{number:D7}" : number % 10 < 3 ? $"{Denied}/app-{number:D7}" : $"aaa/app-{number:D7}";
        var repository = SampleRepository.In(number < Active ? RepositoryState.PreImporting : RepositoryState.Default, path) with
        {
            Plan = number % 10 is >= 3 and < 5 ? "free" : "premium",
            CreatedAt = number % 10 is 5 or 6 ? _now : _now.AddYears(-2),
            NotBefore = number % 10 is 7 or 8 ? _now.AddDays(30) : null,
            Priority = number % 10 == 9 ? 0 : RepositoryPlaces.MaxPriority,
            Attempt = number < Active ? 1 : 0,
            StepStartedAt = number < Active ? _now : null,
            UpdatedAt = _now,
        };
        var place = RepositoryPlaces.Of(repository, _now, fixture.Settings);
        return repository with { PlacePartition = place.Partition, PlaceRow = place.Row };
    }

    private static RepositoryPlace[] Places(RegistryRepository repository) =>
        [repository.Place, RepositoryPlaces.OfName(repository.Path, repository.Hash)];

    private async Task TakeSlotsAsync() => await fixture.Control.ChangeAsync(
        control => control with
        {
            Slots = [.. Enumerable.Range(0, Active).Select(number => new SlotHolder(Repository(number).Hash, 1, _now))],
        },
        default);

    private async Task CountAsync(int count)
    {
        foreach (var shard in Enumerable.Range(0, count).GroupBy(number => RegistryControlTable.Shard(Repository(number).Hash)))
        {
            var any = Repository(shard.First()).Hash;
            var active = shard.Count(number => number < Active);
            await fixture.ControlTable.CountAsync(any, null, RepositoryState.Default, shard.Count() - active, default);
            await fixture.ControlTable.CountAsync(any, null, RepositoryState.PreImporting, active, default);
        }
    }
}
