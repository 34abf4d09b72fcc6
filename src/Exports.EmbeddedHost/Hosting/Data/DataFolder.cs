using System.Globalization;

namespace Exports.EmbeddedHost.Hosting.Data;

/// <summary>
/// The folder of everything durable, held by this process alone until disposed. The lock belongs to the open file, so the operating system
/// frees it when a process is killed.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, "exports.db");

    public string BlobFolder => System.IO.Path.Combine(Path, "blobs");

    public string HostKeysPath => System.IO.Path.Combine(Path, "host.keys.json");

    /// <exception cref="HostStartException">Another process holds the folder, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return Sign(path, Lock(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"The data folder {path} cannot be used: {exception.Message}", exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    // Tells others who holds the folder. A folder that cannot be used is not held either.
    private static DataFolder Sign(string path, FileStream held)
    {
        try
        {
            File.WriteAllText(HolderPath(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static FileStream Lock(string path)
    {
        var file = System.IO.Path.Combine(path, "host.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (IsHeldElsewhere(exception))
        {
            throw new HostStartException(
                $"The data folder {path} is in use by another host{Holder(path)}. "
                + "Two hosts cannot share one folder: stop the other, or choose another folder.",
                exception);
        }
    }

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows: the runtime has no portable name for it.
    private static bool IsHeldElsewhere(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Holder(string path)
    {
        try
        {
            return $" (process {File.ReadAllText(HolderPath(path))})";
        }
        catch (IOException)
        {
            // The process id only helps to find the other host; the refusal stands without it.
            return "";
        }
    }

    private static string HolderPath(string path) => System.IO.Path.Combine(path, "host.pid");
}
