namespace Exports.Functions.Projects.Commits;

/// <summary>
/// A place to put bytes until their length and hash are known: memory when they are few, else a file that vanishes when closed.
/// </summary>
internal static class Spool
{
    public static Stream Create(long expectedBytes, int memoryBytes) =>
        expectedBytes <= memoryBytes ? new MemoryStream((int)expectedBytes) : OpenTemporaryFile();

    private static FileStream OpenTemporaryFile() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose | FileOptions.SequentialScan,
        });
}
