namespace Exports.Functions.Projects.Manifests;

/// <summary>
/// Watches the paths of a manifest go by and refuses what would not be a tree: a path out of order or twice,
/// and a path that needs another file's name as its folder. Memory: one entry per nested name.
/// </summary>
internal sealed class ManifestOrder
{
    /// <summary>
    /// Earlier paths that the latest one starts with; in path order they are all that can still become a folder by mistake.
    /// </summary>
    private readonly Stack<string> _prefixes = new();
    private string? _last;

    /// <exception cref="InvalidManifestException">The path may not follow the ones before it.</exception>
    public void Accept(string path)
    {
        if (_last is not null && ManifestPathComparer.Instance.Compare(_last, path) is var order and >= 0)
        {
            throw new InvalidManifestException(
                order == 0 ? $"'{path}' is listed twice." : $"'{path}' is listed after '{_last}'; paths must be in UTF-8 byte order.");
        }

        while (_prefixes.TryPeek(out var prefix) && !path.StartsWith(prefix, StringComparison.Ordinal))
            _prefixes.Pop();
        foreach (var file in _prefixes)
        {
            if (path[file.Length] == '/')
                throw new InvalidManifestException($"'{file}' is a file and cannot also be the folder of '{path}'.");
        }

        _prefixes.Push(path);
        _last = path;
    }
}
