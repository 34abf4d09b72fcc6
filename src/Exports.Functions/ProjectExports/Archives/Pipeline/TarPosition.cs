namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>The reading half of an <see cref="ArchiveCursor"/>: which tar byte comes next and where it comes from.</summary>
internal readonly record struct TarPosition(
    int PreambleDone, long ManifestOffset, long EntryOffset, long TarOffset, long FilesDone, long ContentBytesDone)
{
    /// <summary>See <see cref="ArchiveCursor.EntryHashState"/>.</summary>
    public string? EntryHashState { get; init; }

    /// <summary>True after the end marker.</summary>
    public bool IsComplete { get; init; }

    public static TarPosition From(ArchiveCursor cursor) =>
        new(cursor.PreambleDone, cursor.ManifestOffset, cursor.EntryOffset, cursor.TarOffset, cursor.FilesDone, cursor.ContentBytesDone)
        {
            EntryHashState = cursor.EntryHashState,
        };

    /// <summary>The position at the start of the entry after the given one.</summary>
    public TarPosition After(ArchiveEntry entry) => entry.Kind == ArchiveEntryKind.File
        ? this with { EntryOffset = 0, EntryHashState = null, ManifestOffset = entry.NextManifestOffset, FilesDone = FilesDone + 1 }
        : this with { EntryOffset = 0, EntryHashState = null, PreambleDone = PreambleDone + 1 };
}
