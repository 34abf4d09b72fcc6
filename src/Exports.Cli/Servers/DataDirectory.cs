namespace Exports.Cli.Servers;

/// <summary>Where the in-process host keeps its data: the folder that was named, or one that is removed at the end.</summary>
internal sealed class DataDirectory : IAsyncDisposable
{
    private DataDirectory(string path, bool isTemporary)
    {
        Path = path;
        IsTemporary = isTemporary;
    }

    public string Path { get; }

    public bool IsTemporary { get; }

    /// <exception cref="CommandException">No temporary folder can be made.</exception>
    public static DataDirectory Open(string? folder)
    {
        try
        {
            return folder is null
                ? new DataDirectory(Directory.CreateTempSubdirectory("exports-").FullName, isTemporary: true)
                : new DataDirectory(System.IO.Path.GetFullPath(folder), isTemporary: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.OutputNotWritable, $"no temporary folder under {System.IO.Path.GetTempPath()}: {exception.Message}", exception);
        }
    }

    /// <summary>The room left on the disk under the folder.</summary>
    public LocalDisk Disk() => new(Path, new DriveInfo(Path).AvailableFreeSpace);

    public ValueTask DisposeAsync()
    {
        if (IsTemporary)
        {
            Directory.Delete(Path, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
