using System.Buffers;
using Exports.Functions.ProjectExports.Archives.Hashing;
using Exports.Functions.ProjectExports.Archives.Tar;

namespace Exports.Functions.ProjectExports.Archives.Pipeline;

/// <summary>
/// First stage: lays out the tar stream from the cursor on, checks every content's hash, and cuts the stream into slices.
/// A full slice is handed on only when its next byte comes, so a block's end is never "behind a file but before the next".
/// </summary>
internal sealed class TarStage(ArchivePlan plan, ArchiveCursor cursor, ArchiveGeometry geometry, SegmentClock clock, SlicePipe pipe)
    : IDisposable
{
    private static readonly byte[] Zeros = new byte[2 * TarHeader.RecordBytes];

    private readonly ArrayBufferWriter<byte> _header = new(TarHeader.MaxBytes);
    private readonly EntryHash _hash = new();
    private TarPosition _position = TarPosition.From(cursor);
    private ArchiveSlice _slice = null!;

    /// <summary>Submits slices until the segment is over or the tar stream ends.</summary>
    public async Task RunAsync(IArchiveSource source, CancellationToken cancellationToken)
    {
        _slice = await pipe.RentAsync(cancellationToken);
        var entries = new ArchiveEntrySequence(plan, source).FromAsync(cursor, cancellationToken);
        await foreach (var chunk in new ContentReadAhead(source).ReadAsync(entries, FirstContentOffset, cancellationToken))
        {
            using (chunk)
            {
                if (!await WriteAsync(chunk, cancellationToken))
                    return;
            }
        }

        await EndAsync(cancellationToken);
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>How much of its content is behind, in the entry that the cursor stands in.</summary>
    private long FirstContentOffset(ArchiveEntry entry)
    {
        var header = new ArrayBufferWriter<byte>();
        TarHeader.Write(header, entry.Name, entry.Bytes, entry.Mode);
        return Math.Clamp(cursor.EntryOffset - header.WrittenCount, 0, entry.Bytes);
    }

    /// <returns>False when the segment is over; so do all the writing methods below.</returns>
    private async ValueTask<bool> WriteAsync(ContentChunk chunk, CancellationToken cancellationToken)
    {
        if (chunk.IsFirst && !await BeginAsync(chunk, cancellationToken))
            return false;
        if (!await EmitAsync(chunk.Data, chunk.Entry.Kind, cancellationToken))
            return false;
        return !chunk.IsLast || await FinishAsync(chunk, cancellationToken);
    }

    private async ValueTask<bool> BeginAsync(ContentChunk chunk, CancellationToken cancellationToken)
    {
        var entry = chunk.Entry;
        _header.ResetWrittenCount();
        TarHeader.Write(_header, entry.Name, entry.Bytes, entry.Mode);
        if (!await EmitAsync(Rest(_header.WrittenMemory), null, cancellationToken))
            return false;

        if (!IsContentBehind(chunk))
            _hash.Begin(IsSplit(entry.Bytes - chunk.Offset), chunk.Offset == 0 ? null : _position.EntryHashState);
        return true;
    }

    private async ValueTask<bool> FinishAsync(ContentChunk chunk, CancellationToken cancellationToken)
    {
        var entry = chunk.Entry;
        if (!IsContentBehind(chunk))
            Verify(entry, _hash.Finish());

        var end = _header.WrittenCount + entry.Bytes;
        var padding = TarHeader.Padding(entry.Bytes) - (int)(_position.EntryOffset - end);
        if (!await EmitAsync(Zeros.AsMemory(0, padding), null, cancellationToken))
            return false;
        _position = _position.After(entry);
        return true;
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_position.FilesDone != plan.Manifest.FileCount || _position.ContentBytesDone != plan.Manifest.TotalBytes)
        {
            throw new ArchiveContentException(
                ArchiveFormat.ManifestName,
                $"The manifest names {_position.FilesDone} files of {_position.ContentBytesDone} bytes, "
                + $"the project {plan.Manifest.FileCount} of {plan.Manifest.TotalBytes}.");
        }

        if (!await EmitAsync(Rest(Zeros), null, cancellationToken))
            return;
        _slice.BlockEnd = _position with { IsComplete = true };
        pipe.Submit(_slice);
    }

    /// <param name="data">What comes next in the tar stream.</param>
    /// <param name="contentOf">The kind of entry whose content this is, or null for headers and padding.</param>
    /// <param name="cancellationToken">Ends waiting for a free slice.</param>
    private async ValueTask<bool> EmitAsync(ReadOnlyMemory<byte> data, ArchiveEntryKind? contentOf, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            if (_slice.IsFull && !await NextSliceAsync(cancellationToken))
                return false;

            var taken = _slice.Fill(data.Span);
            if (contentOf is not null)
                _hash.Append(data.Span[..taken]);
            _position = _position with
            {
                EntryOffset = _position.EntryOffset + taken,
                TarOffset = _position.TarOffset + taken,
                ContentBytesDone = _position.ContentBytesDone + (contentOf == ArchiveEntryKind.File ? taken : 0),
            };
            data = data[taken..];
        }

        return true;
    }

    private async ValueTask<bool> NextSliceAsync(CancellationToken cancellationToken)
    {
        var isBlockEnd = _position.TarOffset % geometry.BlockBytes == 0;
        if (isBlockEnd)
            _slice.BlockEnd = _position with { EntryHashState = _hash.ExportState() };
        pipe.Submit(_slice);
        if (isBlockEnd && clock.IsOver(_position.TarOffset))
            return false;

        _slice = await pipe.RentAsync(cancellationToken);
        return true;
    }

    /// <summary>What an earlier segment has not yet written of a header or of the end marker.</summary>
    private ReadOnlyMemory<byte> Rest(ReadOnlyMemory<byte> data) => data[(int)Math.Min(_position.EntryOffset, data.Length)..];

    /// <summary>True when an earlier segment wrote, and so verified, all of the content.</summary>
    private static bool IsContentBehind(ContentChunk chunk) => chunk.Entry.Bytes > 0 && chunk.Offset == chunk.Entry.Bytes;

    /// <summary>True when a block ends inside the next bytes, so that a segment may end there.</summary>
    private bool IsSplit(long bytes) => bytes > 0 && BlockAt(_position.TarOffset) != BlockAt(_position.TarOffset + bytes - 1);

    private long BlockAt(long tarOffset) => tarOffset / geometry.BlockBytes;

    private static void Verify(ArchiveEntry entry, string sha256)
    {
        if (entry.Sha256 is { } expected && expected != sha256)
        {
            throw new ArchiveContentException(
                entry.DisplayName, $"The stored content of '{entry.DisplayName}' has the SHA-256 {sha256}; {expected} was expected.");
        }
    }
}
