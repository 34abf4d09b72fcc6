using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>The archive that can be downloaded.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex, of the whole file; also the download's ETag.</param>
/// <param name="ExpiresAt">Until when; null while pinned.</param>
/// <param name="Pinned">Whether it is kept until unpinned.</param>
internal sealed record ExportArchiveResponse(long Size, string Sha256, DateTimeOffset? ExpiresAt, bool Pinned)
{
    public static ExportArchiveResponse From(ProjectExportArchive pointer) =>
        new(pointer.Archive.Bytes, pointer.Archive.Sha256, pointer.Pinned ? null : pointer.ExpiresAt, pointer.Pinned);
}
