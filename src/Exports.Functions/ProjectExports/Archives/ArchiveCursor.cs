using Exports.Functions.ProjectExports.Archives.Hashing;

namespace Exports.Functions.ProjectExports.Archives;

/// <summary>
/// Where the next segment goes on: always at a block boundary, possibly in the middle of a file or a header. Small, and serialisable as
/// JSON, because it travels through orchestration history.
/// </summary>
public sealed record ArchiveCursor
{
    public static readonly ArchiveCursor Start = new();

    /// <summary>
    /// How many of the entries before the files (<c>VERSION</c>, <c>project.json</c>, <c>manifest.ndjson</c>) are behind.
    /// </summary>
    public int PreambleDone { get; init; }

    /// <summary>Byte offset in the manifest of the line of the current file.</summary>
    public long ManifestOffset { get; init; }

    /// <summary>Bytes of the current entry (header, content, padding) that are behind.</summary>
    public long EntryOffset { get; init; }

    /// <summary>
    /// State of the current entry's content hash when its content is split here, see <see cref="ResumableSha256.ExportState"/>.
    /// </summary>
    public string? EntryHashState { get; init; }

    /// <summary>Length of the uncompressed tar stream so far.</summary>
    public long TarOffset { get; init; }

    /// <summary>Blocks staged so far; the next one has this index.</summary>
    public int Blocks { get; init; }

    /// <summary>Length of the archive so far, all blocks together.</summary>
    public long BytesWritten { get; init; }

    /// <summary>State of the hash over all blocks so far.</summary>
    public string? ArchiveHashState { get; init; }

    /// <summary>Files of the manifest that are wholly behind.</summary>
    public long FilesDone { get; init; }

    /// <summary>Bytes of the manifest's files that are behind.</summary>
    public long ContentBytesDone { get; init; }

    /// <summary>True when nothing is left to write; the blocks can be committed.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The archive's SHA-256 as lower-case hexadecimal; null until complete.</summary>
    public string? Sha256 { get; init; }
}
