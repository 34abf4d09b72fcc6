namespace Exports.Cli.Folders;

/// <summary>What a folder held at one moment: regular files in ordinal path order, and everything that is not one.</summary>
internal sealed record FolderScan(string Root, IReadOnlyList<FolderFile> Files, IReadOnlyList<SkippedEntry> Skipped)
{
    public long TotalBytes { get; } = Files.Sum(file => file.Bytes);

    /// <summary>Refuses what cannot be exported whole.</summary>
    /// <exception cref="CommandException">The folder holds special entries that nobody agreed to leave out, or no file at all.</exception>
    public void EnsureExportable(bool skipSpecial)
    {
        if (Skipped.Count > 0 && !skipSpecial)
        {
            throw new CommandException(
                ExitCode.SpecialFiles,
                $"{Root}: {Skipped.Count} links or special files cannot be exported; --skip-special leaves them out")
            {
                Details = [.. Skipped.Select(entry => $"  {entry.Kind}: {entry.Path}")],
            };
        }

        if (Files.Count == 0)
        {
            throw new CommandException(ExitCode.FolderEmpty, $"{Root}: the folder holds no files");
        }
    }
}
