namespace Exports.Benchmarks;

/// <summary>A folder for one run, deleted afterwards.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path;

    public WorkFolder(string parent)
    {
        _path = Path.Combine(parent, $"exports-benchmark-{Guid.NewGuid():N}");
        Directory.CreateDirectory(_path);
    }

    public string File(string name) => Path.Combine(_path, name);

    public string Folder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
