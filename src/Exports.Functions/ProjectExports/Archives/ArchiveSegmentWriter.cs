using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives;

/// <summary>Writes a project's archive, one bounded segment per call.</summary>
internal sealed class ArchiveSegmentWriter(TimeProvider time)
{
    private const int BlockBytes = 8 << 20;

    /// <summary>Writes from the cursor on until a limit is reached or the archive is whole, and returns where the next segment goes on.</summary>
    /// <exception cref="ArchiveContentException">A content's length or hash differs from the manifest.</exception>
    public async Task<ArchiveCursor> WriteAsync(
        ArchivePlan plan, ArchiveCursor cursor, IArchiveSource source, IArchiveSink sink, SegmentLimits limits, CancellationToken cancellationToken)
    {
        _ = time;
        _ = limits;
        using var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            await AddAsync(tar, ArchiveFormat.VersionName, Encoding.UTF8.GetBytes(plan.Version + "\n"), ManifestEntry.RegularMode);
            await AddAsync(tar, ArchiveFormat.ProjectName, plan.ProjectJson.ToArray(), ManifestEntry.RegularMode);
            using (var manifest = new MemoryStream())
            {
                await using (var stored = await source.OpenManifestAsync(0, cancellationToken))
                    await stored.CopyToAsync(manifest, cancellationToken);
                await AddAsync(tar, ArchiveFormat.ManifestName, manifest.ToArray(), ManifestEntry.RegularMode);
                manifest.Position = 0;
                await foreach (var entry in ManifestReader.ReadAsync(manifest, cancellationToken))
                    await AddAsync(tar, ArchiveFormat.FilesPrefix + entry.Path, await ReadAsync(source, entry, cancellationToken), entry.Mode);
            }
        }

        return await StageAsync(plan, archive, sink, cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(IArchiveSource source, ManifestEntry entry, CancellationToken cancellationToken)
    {
        await using var stream = await source.OpenContentAsync(entry.Sha256, 0, entry.Bytes, cancellationToken);
        var content = new byte[entry.Bytes];
        if (await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken) < content.Length)
            throw new ArchiveContentException(entry.Path, $"The stored content of '{entry.Path}' is shorter than the {entry.Bytes} bytes in the manifest.");
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != entry.Sha256)
            throw new ArchiveContentException(entry.Path, $"The stored content of '{entry.Path}' does not have the SHA-256 in the manifest.");
        return content;
    }

    private static async Task AddAsync(TarWriter tar, string name, byte[] content, int mode)
    {
        var entry = new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            Mode = (UnixFileMode)mode,
            ModificationTime = DateTimeOffset.FromUnixTimeSeconds(ArchiveFormat.EntryTime),
            DataStream = new MemoryStream(content),
        };
        await tar.WriteEntryAsync(entry);
    }

    private static async Task<ArchiveCursor> StageAsync(ArchivePlan plan, MemoryStream archive, IArchiveSink sink, CancellationToken cancellationToken)
    {
        var bytes = archive.ToArray();
        var blocks = 0;
        foreach (var chunk in bytes.Chunk(BlockBytes))
            await sink.StageBlockAsync(blocks++, chunk, cancellationToken);
        return new ArchiveCursor
        {
            Blocks = blocks,
            BytesWritten = bytes.Length,
            FilesDone = plan.Manifest.FileCount,
            ContentBytesDone = plan.Manifest.TotalBytes,
            IsComplete = true,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        };
    }
}
