namespace Exports.Cli.Archives;

/// <summary>Names the two ways in which writing the archive fails.</summary>
internal static class DiskErrors
{
    private const int LinuxNoSpace = 28;
    private const int LinuxQuota = 122;
    private const int WindowsDiskFull = 112;
    private const int WindowsHandleDiskFull = 39;

    public static CommandException Describe(string path, Exception exception) =>
        IsFull(exception)
            ? new CommandException(ExitCode.DiskFull, $"{path}: the disk is full", exception)
            : new CommandException(ExitCode.OutputNotWritable, $"{path}: cannot be written: {exception.Message}", exception);

    private static bool IsFull(Exception exception)
    {
        // .NET puts the system's error number into the low half of HResult, on Unix and on Windows.
        var code = exception.HResult & 0xFFFF;
        return exception is IOException
            && (OperatingSystem.IsWindows() ? code is WindowsDiskFull or WindowsHandleDiskFull : code is LinuxNoSpace or LinuxQuota);
    }
}
