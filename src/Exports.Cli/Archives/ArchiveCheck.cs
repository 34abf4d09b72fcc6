namespace Exports.Cli.Archives;

/// <summary>Reads the downloaded archive again from the disk and compares it with what the folder held.</summary>
internal static class ArchiveCheck
{
    /// <exception cref="CommandException">The archive is damaged, or is not the folder that was sent.</exception>
    public static Task VerifyAsync(Stream archive, IReadOnlyDictionary<string, string> hashes, CancellationToken cancellationToken)
    {
        _ = archive; _ = hashes; _ = cancellationToken;
        throw new NotSupportedException();
    }
}
