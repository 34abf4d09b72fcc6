using System.Security.Cryptography;
using Exports.Cli.Folders;

namespace Exports.Cli.Uploads;

/// <summary>
/// One file on its way into a tar stream: yields exactly the bytes the header promised, hashes them, and fails when the
/// file is no longer the one that was scanned.
/// </summary>
internal sealed class FileReading : Stream
{
    private readonly FolderFile _file;
    private readonly FileStream _content;
    private readonly Action<int> _onRead;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;

    private FileReading(FolderFile file, FileStream content, Action<int> onRead)
    {
        _file = file;
        _content = content;
        _onRead = onRead;
    }

    public override bool CanRead => true;

    /// <summary>
    /// Claimed, because the tar writer asks only a seekable stream for its length; without it each file would be buffered whole.
    /// </summary>
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _file.Bytes;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A file is read once, from its start.");
    }

    /// <param name="file">As it was scanned.</param>
    /// <param name="onRead">Called with the number of bytes of each read, for the progress display.</param>
    /// <exception cref="CommandException">The file is gone, unreadable, or has another length than at the scan.</exception>
    public static FileReading Open(FolderFile file, Action<int> onRead)
    {
        try
        {
            var content = new FileStream(
                file.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            return new FileReading(file, content, onRead);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Changed(file, "disappeared");
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new CommandException(ExitCode.FileUnreadable, $"{file.Path}: cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>To be called when the tar writer has taken the whole entry.</summary>
    /// <returns>SHA-256 of what was read, lower-case hexadecimal.</returns>
    /// <exception cref="CommandException">The file grew or was written to meanwhile.</exception>
    public string Finish()
    {
        if (_content.Length != _file.Bytes || File.GetLastWriteTimeUtc(_file.FullPath) != _file.ModifiedAt)
        {
            throw Changed(_file, "changed");
        }

        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = (int)Math.Min(buffer.Length, _file.Bytes - _position);
        if (wanted == 0)
        {
            return 0;
        }

        try
        {
            var read = await _content.ReadAsync(buffer[..wanted], cancellationToken);
            Account(buffer.Span[..read]);
            return read;
        }
        catch (IOException exception)
        {
            throw new CommandException(ExitCode.FileUnreadable, $"{_file.Path}: cannot be read: {exception.Message}", exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Uploads are asynchronous.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is for reading.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A file is read once, from its start.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream is for reading.");

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private static CommandException Changed(FolderFile file, string how) =>
        new(ExitCode.FolderChanged, $"{file.Path}: {how} while it was being read; run the export again when nothing writes to the folder");

    private void Account(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw Changed(_file, "became shorter");
        }

        _hash.AppendData(bytes);
        _position += bytes.Length;
        _onRead(bytes.Length);
    }
}
