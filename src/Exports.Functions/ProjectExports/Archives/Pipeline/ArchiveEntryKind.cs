namespace Exports.Functions.ProjectExports.Archives.Pipeline;

internal enum ArchiveEntryKind
{
    /// <summary>Bytes that the plan holds.</summary>
    Inline,

    /// <summary>The stored manifest.</summary>
    Manifest,

    /// <summary>A stored content.</summary>
    File,
}
