namespace Exports.Cli.Archives;

/// <summary>
/// The archive while it is not yet trusted: <c>&lt;output&gt;.partial</c>, opened before any work begins so that an output that
/// cannot be written costs nothing, and removed unless it is committed.
/// </summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly string _output;
    private readonly string _partial;
    private readonly bool _overwrite;
    private bool _committed;

    private PartialFile(string output, bool overwrite)
    {
        _output = output;
        _partial = output + ".partial";
        _overwrite = overwrite;
        Stream = new FileStream(_partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
    }

    public FileStream Stream { get; }

    /// <exception cref="CommandException">The output exists and may not be replaced, or cannot be written.</exception>
    public static PartialFile Open(string output, bool overwrite)
    {
        var path = Path.GetFullPath(output);
        if (Directory.Exists(path))
        {
            throw new CommandException(ExitCode.OutputNotWritable, $"{path}: is a folder; --output wants a file name");
        }

        if (File.Exists(path) && !overwrite)
        {
            throw new CommandException(ExitCode.OutputExists, $"{path}: exists already; --overwrite replaces it");
        }

        try
        {
            return new PartialFile(path, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskErrors.Describe(path, exception);
        }
    }

    /// <summary>Forces the bytes to the disk and gives the file its name.</summary>
    /// <returns>The full path of the archive.</returns>
    public async Task<string> CommitAsync()
    {
        try
        {
            Stream.Flush(flushToDisk: true);
            await Stream.DisposeAsync();
            File.Move(_partial, _output, _overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskErrors.Describe(_output, exception);
        }

        _committed = true;
        return _output;
    }

    public async ValueTask DisposeAsync()
    {
        if (_committed)
        {
            return;
        }

        File.Delete(_partial);
        try
        {
            await Stream.DisposeAsync();
        }
        catch (IOException) when (!File.Exists(_partial))
        {
            // A full disk cannot take the last buffer of a file that is being thrown away anyway.
        }
    }
}
