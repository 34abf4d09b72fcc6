using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Projects.Commits;

/// <summary>The changes of one commit, at most one per path; a later change of a path replaces the earlier one.</summary>
internal sealed class ChangeSet
{
    private readonly SortedDictionary<string, ManifestEntry?> _changes = new(ManifestPathComparer.Instance);

    public int Count => _changes.Count;

    /// <summary>The changes in manifest order: the entry to have, or null for a path to have no longer.</summary>
    public IEnumerable<KeyValuePair<string, ManifestEntry?>> InOrder => _changes;

    public void Put(ManifestEntry entry) => _changes[entry.Path] = entry;

    public void Remove(string path) => _changes[path] = null;

    /// <exception cref="ApiException">400 when one path of the commit is the folder of another.</exception>
    public void Verify()
    {
        var order = new ManifestOrder();
        try
        {
            foreach (var entry in _changes.Values.OfType<ManifestEntry>())
            {
                order.Accept(entry.Path);
            }
        }
        catch (InvalidManifestException conflict)
        {
            throw ApiException.BadRequest($"400 Bad request - {conflict.Message}", conflict);
        }
    }
}
