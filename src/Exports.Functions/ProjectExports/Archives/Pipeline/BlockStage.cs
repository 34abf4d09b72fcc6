using System.Buffers;
using Exports.Functions.ProjectExports.Archives.Hashing;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>Last stage: joins the slices' members into blocks, hashes the archive and stages each block while the next one grows.</summary>
internal sealed class BlockStage(ArchiveCursor cursor, SegmentBuffers buffers, SlicePipe pipe, IArchiveSink sink)
{
    private readonly ResumableSha256 _hash = ResumableSha256.FromState(cursor.ArchiveHashState);
    private ArrayBufferWriter<byte> _growing = buffers.Block;
    private ArrayBufferWriter<byte> _spare = buffers.OtherBlock;
    private Task _staging = Task.CompletedTask;
    private ArchiveCursor _reached = cursor;

    /// <returns>The cursor after the last whole block.</returns>
    public async Task<ArchiveCursor> RunAsync(CancellationToken cancellationToken)
    {
        _growing.ResetWrittenCount();
        try
        {
            await foreach (var work in pipe.ReadAllAsync(cancellationToken))
            {
                if (Join(await work) is { } blockEnd)
                    await StageAsync(blockEnd, cancellationToken);
            }

            await _staging;
            return _reached;
        }
        finally
        {
            // On failure the block in flight still uses its buffer; its own failure would hide the first one.
            await _staging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TarPosition? Join(ArchiveSlice slice)
    {
        _hash.Append(slice.Members);
        _growing.Write(slice.Members);
        var blockEnd = slice.BlockEnd;
        pipe.Return(slice);
        return blockEnd;
    }

    private async Task StageAsync(TarPosition end, CancellationToken cancellationToken)
    {
        await _staging;
        (_growing, _spare) = (_spare, _growing);
        _growing.ResetWrittenCount();
        _staging = sink.StageBlockAsync(_reached.Blocks, _spare.WrittenMemory, cancellationToken);
        _reached = CursorAt(end, _spare.WrittenCount);
    }

    private ArchiveCursor CursorAt(TarPosition end, int blockBytes) => new()
    {
        PreambleDone = end.PreambleDone,
        ManifestOffset = end.ManifestOffset,
        EntryOffset = end.EntryOffset,
        EntryHashState = end.EntryHashState,
        TarOffset = end.TarOffset,
        FilesDone = end.FilesDone,
        ContentBytesDone = end.ContentBytesDone,
        Blocks = _reached.Blocks + 1,
        BytesWritten = _reached.BytesWritten + blockBytes,
        IsComplete = end.IsComplete,
        ArchiveHashState = end.IsComplete ? null : _hash.ExportState(),
        Sha256 = end.IsComplete ? _hash.Finish() : null,
    };
}
