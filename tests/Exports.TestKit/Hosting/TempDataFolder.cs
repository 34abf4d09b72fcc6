namespace Exports.TestKit.Hosting;

/// <summary>A folder of its own for one test, in memory where the machine has such a place; deleted with this object.</summary>
internal sealed class TempDataFolder : IDisposable
{
    private const string SharedMemory = "/dev/shm";

    public TempDataFolder()
    {
        var root = Directory.Exists(SharedMemory) ? SharedMemory : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(root, $"exports-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
