using System.Runtime.CompilerServices;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.Projects.Commits;

/// <summary>Merges sorted changes into a sorted tree, entry by entry.</summary>
internal static class TreeMerge
{
    /// <summary>The tree with the changes applied, in the same order. Removing what is not there changes nothing.</summary>
    public static async IAsyncEnumerable<ManifestEntry> ApplyAsync(
        IAsyncEnumerable<ManifestEntry> tree,
        IEnumerable<KeyValuePair<string, ManifestEntry?>> changes,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var change = changes.GetEnumerator();
        var changing = change.MoveNext();
        await foreach (var entry in tree.WithCancellation(cancellationToken))
        {
            while (changing && Order(change.Current.Key, entry.Path) < 0)
            {
                if (change.Current.Value is { } added)
                {
                    yield return added;
                }

                changing = change.MoveNext();
            }

            if (!changing || change.Current.Key != entry.Path)
            {
                yield return entry;
            }
        }

        for (; changing; changing = change.MoveNext())
        {
            if (change.Current.Value is { } added)
            {
                yield return added;
            }
        }
    }

    private static int Order(string changed, string existing) => ManifestPathComparer.Instance.Compare(changed, existing);
}
