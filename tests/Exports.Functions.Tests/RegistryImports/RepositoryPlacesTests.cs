using Exports.Functions.RegistryImports;

namespace Exports.Functions.Tests.RegistryImports;

public sealed class RepositoryPlacesTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly string[] Separators = ["/", ".", "_", "__", "-", "---"];

    private static readonly RegistryImportOptions Settings = new() { DeniedRoots = ["denied"], TargetPlans = ["premium"], CreatedBefore = SampleRepository.Now };

    [Fact]
    public void Of_AnyLegalPathInAnyState_IsAtMost100CharactersThatAKeyMayHold()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 2000; round++)
        {
            var path = Path(random);
            Assert.True(RegistryPath.IsLegal(path), path);
            foreach (var place in PlacesOf(path, random))
            {
                Assert.InRange(place.Row.Length, 32, 100);
                Assert.InRange(place.Partition.Length, 1, 100);
                Assert.DoesNotContain(place.Row + place.Partition, character => character is '/' or '\\' or '#' or '?' || char.IsControl(character));
                Assert.EndsWith(RepositoryHash.Of(path), place.Row, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Of_EveryState_IsInAPartitionThatIsWalked()
    {
        var random = new Random(7);
        var partitions = Enumerable.Range(0, 200).SelectMany(_ => PlacesOf(Path(random), random)).Select(place => place.Partition).Distinct();

        Assert.Equal(RepositoryPlaces.All.Append(RepositoryPlaces.Names).Order(), partitions.Order());
    }

    [Fact]
    public void StateOf_EveryPartition_IsTheStateOfWhoeverIsThere()
    {
        foreach (var state in Enum.GetValues<RepositoryState>())
        {
            var row = SampleRepository.In(state) with { Reason = SkipReason.TooManyTags, NextTryAt = SampleRepository.Now };
            var place = RepositoryPlaces.Of(row, SampleRepository.Now, new());

            Assert.Equal(row.IsActive ? null : state, RepositoryPlaces.StateOf(place.Partition));
        }
    }

    [Fact]
    public void Of_Ready_SortsByPriorityAndThenByName()
    {
        (string Path, int Priority)[] inOrder =
        [
            ("z/last", RepositoryPlaces.MaxPriority),
            ("b/app", 1),
            ("a/app", 0),
            ("a/app/web", 0),
            ("a/app-1", 0),
            ("a/app.1", 0),
            ("a/app1", 0),
            ("a/app_1", 0),
            ("a/web", 0),
            ("b/app", 0),
            ("a/app", -1),
            ("a/app", RepositoryPlaces.MinPriority),
        ];

        var keys = inOrder.Select(one => RepositoryPlaces.Of(
            SampleRepository.In(RepositoryState.Default, one.Path) with { Priority = one.Priority }, SampleRepository.Now, new()).Row).ToList();

        Assert.Equal(keys, keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Moment_SortsLikeTime() => Assert.True(string.CompareOrdinal(
        RepositoryPlaces.Moment(SampleRepository.Now), RepositoryPlaces.Moment(SampleRepository.Now.AddSeconds(1))) < 0);

    private static IEnumerable<RepositoryPlace> PlacesOf(string path, Random random)
    {
        yield return RepositoryPlaces.OfName(path, RepositoryHash.Of(path));
        foreach (var state in Enum.GetValues<RepositoryState>())
        {
            var row = SampleRepository.In(state, path) with
            {
                Priority = random.Next(RepositoryPlaces.MinPriority, RepositoryPlaces.MaxPriority + 1),
                Plan = random.Next(2) == 0 ? "premium" : new string('ß', 50),
                CreatedAt = SampleRepository.Now.AddDays(random.Next(-2, 2)),
                NotBefore = random.Next(2) == 0 ? SampleRepository.Now.AddDays(1) : null,
                NextTryAt = SampleRepository.Now,
                Reason = (SkipReason)random.Next(Enum.GetValues<SkipReason>().Length),
            };
            yield return RepositoryPlaces.Of(row, SampleRepository.Now, Settings);
        }
    }

    private static string Path(Random random)
    {
        var path = random.Next(10) == 0 ? "denied" : Letters[random.Next(Letters.Length)].ToString();
        var length = random.Next(1, RegistryPath.MaxLength - 8);
        while (path.Length < length)
            path += (random.Next(4) == 0 ? Separators[random.Next(Separators.Length)] : string.Empty) + Letters[random.Next(Letters.Length)];
        return path;
    }
}
