namespace Exports.Functions.ProjectExports.Archives;

/// <summary>The project does not fit into one archive blob.</summary>
internal sealed class ArchiveTooLargeException(long totalBytes)
    : Exception($"The project's files have {totalBytes} bytes; one archive holds at most about 3 TB.");
