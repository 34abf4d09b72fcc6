using System.Runtime.CompilerServices;
using System.Text;
using Exports.Functions.Projects.Manifests;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>The entries of an archive in their order: version, project, manifest, then the manifest's files.</summary>
internal sealed class ArchiveEntrySequence(ArchivePlan plan, IArchiveSource source)
{
    /// <summary>The entries from the one the cursor stands in.</summary>
    public async IAsyncEnumerable<ArchiveEntry> FromAsync(
        ArchiveCursor cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var entry in Preamble().Skip(cursor.PreambleDone))
            yield return entry;

        // Storage refuses a range that begins at the end, and an empty manifest has no other.
        if (cursor.ManifestOffset >= plan.Manifest.Bytes)
            yield break;

        await using var manifest = await source.OpenManifestAsync(cursor.ManifestOffset, cancellationToken);
        await foreach (var (file, nextOffset) in ManifestReader.ReadPositionsAsync(manifest, cancellationToken))
        {
            yield return new ArchiveEntry(ArchiveEntryKind.File, ArchiveFormat.FilesPrefix + file.Path, file.Bytes, file.Mode)
            {
                Sha256 = file.Sha256,
                NextManifestOffset = cursor.ManifestOffset + nextOffset,
            };
        }
    }

    private IEnumerable<ArchiveEntry> Preamble() =>
    [
        Inline(ArchiveFormat.VersionName, Encoding.UTF8.GetBytes(plan.Version + "\n")),
        Inline(ArchiveFormat.ProjectName, plan.ProjectJson),
        new(ArchiveEntryKind.Manifest, ArchiveFormat.ManifestName, plan.Manifest.Bytes, ManifestEntry.RegularMode)
        {
            Sha256 = plan.Manifest.Sha256,
        },
    ];

    private static ArchiveEntry Inline(string name, ReadOnlyMemory<byte> content) =>
        new(ArchiveEntryKind.Inline, name, content.Length, ManifestEntry.RegularMode) { Inline = content };
}
