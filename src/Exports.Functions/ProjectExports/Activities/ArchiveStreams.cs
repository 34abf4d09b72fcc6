using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>Connects the archive writer to storage.</summary>
internal sealed class ArchiveStreams(ContentContainer contents, ManifestContainer manifests, ArchiveContainer archives)
{
    public IArchiveSource Source(PinnedProject pinned) => new PinnedSource(contents, manifests, pinned.Manifest.Sha256);

    public IArchiveSink Sink(string blob) => new AttemptSink(archives, blob);
}
