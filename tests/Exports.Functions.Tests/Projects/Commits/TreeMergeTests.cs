using Exports.Functions.Projects.Commits;
using Exports.Functions.Projects.Manifests;
using FsCheck;
using FsCheck.Fluent;

namespace Exports.Functions.Tests.Projects.Commits;

public class TreeMergeTests
{
    private static readonly string[] Names = ["a", "b", "b-", "b/c", "ä", "\U0001F600", "\uFB00", "z"];

    [Fact]
    public void ApplyAsync_AnyTreeAndChanges_EqualsADictionary()
    {
        var trees = Gen.SubListOf(Names);
        var changes = Gen.ListOf(Gen.Zip(Gen.Elements(Names), Gen.Choose(-1, 3)));

        Prop.ForAll(Arb.From(Gen.Zip(trees, changes)), pair =>
        {
            var expected = pair.Item1.ToDictionary(name => name, name => Entry(name, 99));
            var set = new ChangeSet();
            foreach (var (name, bytes) in pair.Item2)
            {
                Change(set, expected, name, bytes);
            }

            var merged = TreeMerge.ApplyAsync(Sorted(pair.Item1), set.InOrder).ToBlockingEnumerable().ToList();
            Assert.Equal(expected.Values.OrderBy(entry => entry.Path, ManifestPathComparer.Instance), merged);
        }).QuickCheckThrowOnFailure();
    }

    private static void Change(ChangeSet set, Dictionary<string, ManifestEntry> expected, string name, int bytes)
    {
        if (bytes < 0)
        {
            set.Remove(name);
            expected.Remove(name);
        }
        else
        {
            set.Put(Entry(name, bytes));
            expected[name] = Entry(name, bytes);
        }
    }

    private static async IAsyncEnumerable<ManifestEntry> Sorted(IEnumerable<string> names)
    {
        foreach (var name in names.Order(ManifestPathComparer.Instance))
        {
            await Task.Yield();
            yield return Entry(name, 99);
        }
    }

    private static ManifestEntry Entry(string path, long bytes) => new(path, bytes, new string('0', 64), ManifestEntry.RegularMode);
}
