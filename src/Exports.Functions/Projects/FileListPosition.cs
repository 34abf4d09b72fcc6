using System.Globalization;
using Exports.Functions.Projects.Manifests;
using Exports.Functions.Shared.Paging;

namespace Exports.Functions.Projects;

/// <summary>The last file that a list has shown, and where the next one begins in the tree that it was read from.</summary>
/// <param name="Tree">The manifest's hash.</param>
/// <param name="Offset">Bytes from the manifest's beginning.</param>
/// <param name="Path">The file.</param>
internal sealed record FileListPosition(string Tree, long Offset, string Path)
{
    /// <exception cref="Shared.Http.ApiException">400 for a token of another list.</exception>
    public static FileListPosition Read(string token, string list) => PageToken.Read(token, list, parts: 3) switch
    {
        [var tree, var offset, var path] when
            long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 => new(tree, bytes, path),
        _ => throw PageToken.Refused(),
    };

    public string Write(string list) => PageToken.Write(list, Tree, Offset.ToString(CultureInfo.InvariantCulture), Path);

    public bool IsBefore(ManifestEntry entry) => ManifestPathComparer.Instance.Compare(entry.Path, Path) > 0;
}
