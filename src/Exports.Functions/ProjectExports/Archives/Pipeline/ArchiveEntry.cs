namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>One entry of the tar stream, before it is read.</summary>
/// <param name="Kind">Where the content comes from.</param>
/// <param name="Name">The name in the tar stream.</param>
/// <param name="Bytes">Length of the content.</param>
/// <param name="Mode">Permission bits.</param>
internal sealed record ArchiveEntry(ArchiveEntryKind Kind, string Name, long Bytes, int Mode)
{
    /// <summary>What the content must hash to; null for <see cref="ArchiveEntryKind.Inline"/>.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The content itself, for <see cref="ArchiveEntryKind.Inline"/>.</summary>
    public ReadOnlyMemory<byte> Inline { get; init; }

    /// <summary>For <see cref="ArchiveEntryKind.File"/>: the manifest's offset after this entry.</summary>
    public long NextManifestOffset { get; init; }

    /// <summary>The name that a requester knows: for files the path in the project.</summary>
    public string DisplayName => Kind == ArchiveEntryKind.File ? Name[ArchiveFormat.FilesPrefix.Length..] : Name;
}
