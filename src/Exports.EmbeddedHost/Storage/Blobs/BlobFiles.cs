using Azure;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// The files that hold larger contents. A file is written once, under a new name, before the commit that refers to it, and deleted
/// after the commit that drops it; a crash in between leaves a file that nothing refers to, and the next start sweeps it.
/// </summary>
internal sealed class BlobFiles
{
    private readonly string _folder;
    private readonly bool _flushes;

    /// <param name="folder">Created where it is missing.</param>
    /// <param name="synchronous">Whether a file must be on the disk before its commit is.</param>
    public BlobFiles(string folder, SqliteSynchronous synchronous)
    {
        _folder = folder;
        _flushes = synchronous != SqliteSynchronous.Off;
        Directory.CreateDirectory(folder);
    }

    /// <summary>A new file for writing, and its name.</summary>
    /// <param name="length">The length it is going to have, if known; 0 if not.</param>
    /// <exception cref="RequestFailedException">500 <c>InternalError</c>: the disk refuses.</exception>
    public (string Name, SafeFileHandle Handle) Create(long length)
    {
        var name = Guid.NewGuid().ToString("N");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
            return (name, File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, length));
        }
        catch (IOException exception)
        {
            throw StorageFailure.Of(exception);
        }
    }

    /// <exception cref="RequestFailedException">500 <c>InternalError</c>: the disk refuses, for instance because it is full.</exception>
    public static async ValueTask WriteAsync(
        SafeFileHandle handle, ReadOnlyMemory<byte> bytes, long at, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(handle, bytes, at, cancellationToken);
        }
        catch (IOException exception)
        {
            throw StorageFailure.Of(exception);
        }
    }

    /// <summary>Makes a written file survive what its commit survives.</summary>
    /// <exception cref="RequestFailedException">500 <c>InternalError</c>: the disk refuses.</exception>
    public void Flush(SafeFileHandle handle)
    {
        if (!_flushes)
        {
            return;
        }

        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException exception)
        {
            throw StorageFailure.Of(exception);
        }
    }

    public SafeFileHandle OpenRead(string name) =>
        File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Deletes every file whose name is not among these. Only while nothing is being written.</summary>
    public void Sweep(IReadOnlySet<string> referenced)
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            if (!referenced.Contains(Path.GetFileName(path)))
            {
                File.Delete(path);
            }
        }
    }

    // A folder per first two digits keeps each folder small.
    private string PathOf(string name) => Path.Combine(_folder, name[..2], name);
}
