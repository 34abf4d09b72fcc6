namespace Exports.Functions.ProjectExports;

/// <summary>What an attempt is doing, for whoever watches it.</summary>
internal enum ExportPhase
{
    Preparing,
    Archiving,
    Uploading,
    Publishing,
}
