using System.Formats.Tar;

namespace Exports.Cli.Folders;

/// <summary>Tells regular files and folders from everything else.</summary>
internal static class SpecialFiles
{
    /// <returns>What kind of special entry this is, or null for a regular file or a folder.</returns>
    public static string? KindOf(FileSystemInfo entry)
    {
        if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return "link";
        }

        // Pipes, sockets and devices all report no length, so only empty files need the closer look.
        return entry is FileInfo { Length: 0 } && !OperatingSystem.IsWindows() ? KindOfEmpty(entry.FullName) : null;
    }

    /// <summary>
    /// .NET's file attributes do not tell a pipe from a file, and opening a pipe blocks for ever. The tar writer asks the
    /// system for the type before it opens anything, so its header is the answer.
    /// </summary>
    private static string? KindOfEmpty(string fullPath)
    {
        using var header = new MemoryStream();
        try
        {
            using var writer = new TarWriter(header, TarEntryFormat.Pax, leaveOpen: true);
            writer.WriteEntry(fullPath, "entry");
        }
        catch (IOException) when (File.Exists(fullPath))
        {
            return "socket";
        }

        header.Position = 0;
        using var reader = new TarReader(header);
        return reader.GetNextEntry()?.EntryType switch
        {
            TarEntryType.Fifo => "pipe",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "device",
            _ => null,
        };
    }
}
