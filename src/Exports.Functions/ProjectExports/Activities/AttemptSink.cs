using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Blobs;

namespace Exports.Functions.ProjectExports.Activities;

/// <summary>Stages blocks into an attempt's blob. Staging again is harmless, so an uncertain outcome is answered by a repeat.</summary>
internal sealed class AttemptSink(ArchiveContainer archives, string blob) : IArchiveSink
{
    public Task StageBlockAsync(int index, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        StorageDecision.RepeatAsync(() => archives.StageAsync(blob, index, data, cancellationToken));
}
