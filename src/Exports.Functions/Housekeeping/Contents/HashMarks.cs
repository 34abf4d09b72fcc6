using System.Buffers;
using System.Buffers.Binary;

namespace Exports.Functions.Housekeeping.Contents;

/// <summary>
/// A set of SHA-256 values in a fixed amount of memory (a Bloom filter). What was added is always found; of the rest a few are taken for
/// added by mistake, other ones in each set, because each has a seed of its own. A mistake keeps a blob until a later run.
/// </summary>
/// <param name="bytes">Memory. Ten bits per value leave about 1 % of mistakes.</param>
/// <param name="seed">Anything; chooses the mistakes.</param>
internal sealed class HashMarks(int bytes, ulong seed)
{
    private const int Probes = 7;

    private readonly ulong[] _words = new ulong[Math.Max(1, bytes / sizeof(ulong))];
    private readonly ulong _multiplier = seed | 1;

    /// <summary>How many values were added, repeats included.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a value.</summary>
    /// <param name="sha256">64 hexadecimal digits.</param>
    /// <exception cref="FormatException">It is no SHA-256.</exception>
    public void Add(ReadOnlySpan<char> sha256)
    {
        Count++;
        if (!TryStart(sha256, out var first, out var step))
            throw new FormatException("A SHA-256 has 64 hexadecimal digits.");

        for (var i = 0; i < Probes; i++, first += step)
            _words[WordOf(first)] |= BitOf(first);
    }

    /// <returns>False only for a SHA-256 that was never added.</returns>
    public bool Contains(ReadOnlySpan<char> name)
    {
        if (!TryStart(name, out var first, out var step))
            return true;

        for (var i = 0; i < Probes; i++, first += step)
        {
            if ((_words[WordOf(first)] & BitOf(first)) == 0)
                return false;
        }

        return true;
    }

    /// <summary>The value is a hash already; two parts of it, shuffled by the seed, are as good as two hash functions.</summary>
    private bool TryStart(ReadOnlySpan<char> sha256, out ulong first, out ulong step)
    {
        Span<byte> hash = stackalloc byte[32];
        var isHash = sha256.Length == 64 && Convert.FromHexString(sha256, hash, out _, out _) == OperationStatus.Done;
        first = BinaryPrimitives.ReadUInt64LittleEndian(hash) * _multiplier;
        step = (BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]) * _multiplier) | 1;
        return isHash;
    }

    // The upper bits are the well-mixed ones after a multiplication.
    private int WordOf(ulong probe) => (int)Math.BigMul(probe, (ulong)_words.Length, out _);

    private static ulong BitOf(ulong probe) => 1UL << (int)(probe & 63);
}
