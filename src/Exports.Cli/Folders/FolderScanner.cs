using System.IO.Enumeration;

namespace Exports.Cli.Folders;

/// <summary>Walks a folder without following links. Empty folders leave no trace: a project is a tree of files.</summary>
internal static class FolderScanner
{
    private const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>What .NET reports for a path that does not exist.</summary>
    private const FileAttributes Gone = (FileAttributes)(-1);

    /// <exception cref="CommandException">The folder is missing, or something in it cannot be read.</exception>
    public static FolderScan Scan(string folder, CancellationToken cancellationToken = default)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw new CommandException(
                ExitCode.FolderNotFound, File.Exists(root) ? $"{root}: not a folder" : $"{root}: the folder does not exist");
        }

        var files = new List<FolderFile>();
        var skipped = new List<SkippedEntry>();
        foreach (var entry in Walk(root, cancellationToken))
        {
            var path = Path.GetRelativePath(root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            Classify(entry, path, files, skipped);
        }

        files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new FolderScan(root, files, skipped);
    }

    private static List<FileSystemInfo> Walk(string root, CancellationToken cancellationToken)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = 0,
        };
        var entries = new FileSystemEnumerable<FileSystemInfo>(root, (ref FileSystemEntry entry) => entry.ToFileSystemInfo(), options)
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        var found = new List<FileSystemInfo>();
        try
        {
            foreach (var entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                found.Add(entry);
            }

            return found;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new CommandException(ExitCode.FileUnreadable, $"cannot read the folder: {exception.Message}", exception);
        }
    }

    private static void Classify(FileSystemInfo entry, string path, List<FolderFile> files, List<SkippedEntry> skipped)
    {
        RefuseUndecodableName(path);
        if (entry.Attributes == Gone)
        {
            throw new CommandException(ExitCode.FolderChanged, $"{path}: disappeared while the folder was being listed");
        }

        if (SpecialFiles.KindOf(entry) is { } kind)
        {
            skipped.Add(new SkippedEntry(path, kind));
        }
        else if (entry is FileInfo file)
        {
            var mode = OperatingSystem.IsWindows() ? DefaultMode : file.UnixFileMode;
            files.Add(new FolderFile(path, file.FullName, file.Length, mode, file.LastWriteTimeUtc));
        }
    }

    /// <summary>
    /// .NET shows a name that is not UTF-8 with replacement characters, and such a file cannot be opened again by that name.
    /// </summary>
    private static void RefuseUndecodableName(string path)
    {
        if (path.Contains('\uFFFD', StringComparison.Ordinal))
        {
            throw new CommandException(ExitCode.FileUnreadable, $"{path}: the file name is not valid UTF-8");
        }
    }
}
