namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>What had to follow the export failed for good. The message is for the requester: it names a host, never a URL.</summary>
internal sealed class AfterExportException(string message) : Exception(message);
