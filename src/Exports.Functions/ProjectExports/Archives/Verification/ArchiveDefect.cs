namespace Exports.Functions.ProjectExports.Archives.Verification;

/// <summary>Everything that can be wrong with an archive.</summary>
internal enum ArchiveDefect
{
    /// <summary>It does not begin as gzip does.</summary>
    NotGzip,

    /// <summary>The compressed bytes are damaged, or what comes out is no tar stream.</summary>
    Corrupt,

    /// <summary>It ends before the tar stream's end marker.</summary>
    Truncated,

    /// <summary>Something follows the tar stream, inside or behind the gzip members.</summary>
    TrailingData,

    /// <summary><c>VERSION</c>, <c>project.json</c> or <c>manifest.ndjson</c> is not where it must be.</summary>
    MissingPreamble,

    UnsupportedVersion,

    /// <summary><c>project.json</c> is too large or not a JSON object.</summary>
    InvalidProject,

    /// <summary>The manifest breaks its format, or names a path that no tree may have.</summary>
    InvalidManifest,

    /// <summary>The manifest names a file that the archive does not hold.</summary>
    MissingFile,

    /// <summary>The archive holds an entry that the manifest does not name there.</summary>
    UnexpectedEntry,

    /// <summary>An entry is named twice, or stands behind one that it must precede.</summary>
    WrongOrder,

    /// <summary>An entry's name is absolute or leads out of the archive.</summary>
    UnsafePath,

    /// <summary>An entry is a link, a folder, a device or the like.</summary>
    NotARegularFile,

    /// <summary>An entry's extended headers are longer than any name needs.</summary>
    OversizedHeader,

    WrongSize,

    WrongHash,

    WrongMode,

    /// <summary>A limit of <see cref="ArchiveLimits"/> is exceeded.</summary>
    TooLarge,
}
