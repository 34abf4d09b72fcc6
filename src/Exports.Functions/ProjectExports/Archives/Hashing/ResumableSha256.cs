using System.Buffers.Binary;

namespace Exports.Functions.ProjectExports.Archives.Hashing;

/// <summary>
/// SHA-256 whose unfinished state can be written down and taken up by another process; the framework's hashes cannot be.
/// Slower than those (no SHA instructions), so it is used only where a hash must outlive a segment.
/// </summary>
internal sealed class ResumableSha256
{
    private const int StateBytes = 8 * sizeof(uint);

    private readonly uint[] _state = Sha256Compression.InitialState.ToArray();
    private readonly byte[] _partial = new byte[Sha256Compression.BlockBytes];
    private ulong _bytes;

    private int PartialBytes => (int)(_bytes % Sha256Compression.BlockBytes);

    /// <summary>Takes up a state that <see cref="ExportState"/> wrote; null starts afresh.</summary>
    /// <exception cref="FormatException">The text is not such a state.</exception>
    public static ResumableSha256 FromState(string? state)
    {
        var hash = new ResumableSha256();
        if (state is null)
            return hash;

        var bytes = Convert.FromBase64String(state);
        if (bytes.Length < StateBytes + sizeof(ulong))
            throw new FormatException("The hash state is too short.");
        for (var i = 0; i < hash._state.Length; i++)
            hash._state[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i * sizeof(uint)));
        hash._bytes = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(StateBytes));
        var partial = bytes.AsSpan(StateBytes + sizeof(ulong));
        if (partial.Length != hash.PartialBytes)
            throw new FormatException("The hash state's length does not agree with its count.");
        partial.CopyTo(hash._partial);
        return hash;
    }

    /// <summary>The state as base64: eight words, the count, and the bytes of the unfinished block; at most 140 characters.</summary>
    public string ExportState()
    {
        Span<byte> bytes = stackalloc byte[StateBytes + sizeof(ulong) + Sha256Compression.BlockBytes];
        WriteWords(bytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[StateBytes..], _bytes);
        _partial.AsSpan(0, PartialBytes).CopyTo(bytes[(StateBytes + sizeof(ulong))..]);
        return Convert.ToBase64String(bytes[..(StateBytes + sizeof(ulong) + PartialBytes)]);
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        var filled = PartialBytes;
        _bytes += (ulong)data.Length;
        if (filled > 0)
        {
            var taken = Math.Min(data.Length, _partial.Length - filled);
            data[..taken].CopyTo(_partial.AsSpan(filled));
            data = data[taken..];
            if (filled + taken < _partial.Length)
                return;
            Sha256Compression.Fold(_state, _partial);
        }

        var whole = data.Length / Sha256Compression.BlockBytes * Sha256Compression.BlockBytes;
        Sha256Compression.Fold(_state, data[..whole]);
        data[whole..].CopyTo(_partial);
    }

    /// <summary>The hash of everything appended, as lower-case hexadecimal. Nothing may be appended afterwards.</summary>
    public string Finish()
    {
        var bits = _bytes * 8;
        var filled = PartialBytes;
        Span<byte> tail = stackalloc byte[2 * Sha256Compression.BlockBytes];
        tail.Clear();
        _partial.AsSpan(0, filled).CopyTo(tail);
        tail[filled] = 0x80;
        tail = filled < Sha256Compression.BlockBytes - sizeof(ulong) ? tail[..Sha256Compression.BlockBytes] : tail;
        BinaryPrimitives.WriteUInt64BigEndian(tail[^sizeof(ulong)..], bits);
        Sha256Compression.Fold(_state, tail);

        Span<byte> digest = stackalloc byte[StateBytes];
        WriteWords(digest);
        return Convert.ToHexStringLower(digest);
    }

    private void WriteWords(Span<byte> destination)
    {
        for (var i = 0; i < _state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(destination[(i * sizeof(uint))..], _state[i]);
    }
}
