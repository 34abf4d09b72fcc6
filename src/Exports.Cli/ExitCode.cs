namespace Exports.Cli;

/// <summary>What the process returns. The numbers are part of the command line's contract: scripts branch on them.</summary>
internal enum ExitCode
{
    /// <summary>The archive is saved and verified (or <c>serve</c> was stopped, or a <c>registry</c> verb did what it says).</summary>
    Verified = 0,

    /// <summary>A defect of this program; the exception is printed in full.</summary>
    Unexpected = 1,

    /// <summary>The command line itself is wrong.</summary>
    Usage = 2,

    FolderNotFound = 10,
    FolderEmpty = 11,

    /// <summary>A file or folder cannot be opened, or its name is not valid UTF-8.</summary>
    FileUnreadable = 12,

    /// <summary>Links, sockets, pipes or devices were found and <c>--skip-special</c> was not given.</summary>
    SpecialFiles = 13,

    /// <summary>A file's size, time or contents changed between the scan and the end of its upload.</summary>
    FolderChanged = 14,

    /// <summary>A line of the list of repositories is wrong; its number is printed.</summary>
    InputInvalid = 15,

    OutputExists = 20,
    OutputNotWritable = 21,
    DiskFull = 22,

    /// <summary>No answer: refused, unknown host, broken connection, or the in-process host could not start.</summary>
    ServerUnreachable = 30,

    Unauthorized = 31,

    /// <summary>The server answered with an error that is not one of the above; its message is printed.</summary>
    ServerError = 32,

    /// <summary>The server has no such project or repository.</summary>
    NotFound = 33,

    /// <summary>What was asked for does not go with the present state.</summary>
    Conflict = 34,

    /// <summary>The job ended in <c>failed</c>; its reason is printed.</summary>
    ExportFailed = 40,

    /// <summary>What arrived is not what the server or the folder says it must be.</summary>
    VerificationFailed = 41,

    /// <summary>Ctrl-C or SIGTERM: 128 + SIGINT, as shells count.</summary>
    Cancelled = 130,
}
