using System.Buffers.Binary;

namespace Exports.Functions.ProjectExports.Archives.Compression;

/// <summary>
/// Tells from the bytes alone whether squeezing them is worth the time. Data is taken as incompressible when its byte values are spread
/// evenly (nothing for Huffman codes to gain) and short strings do not come back (nothing for matches to gain).
/// </summary>
internal static class CompressibilityTest
{
    /// <summary>Below this, counting says little and squeezing costs little.</summary>
    public const int SmallestJudged = 16 * 1024;

    /// <summary>
    /// How far, in sixteenths, the sum of squared counts may lie above that of an even spread: about 0.09 bits of the 8 per byte.
    /// </summary>
    private const int SpreadTolerance = 16;

    /// <summary>One repeated string in this many positions is still no reason to squeeze.</summary>
    private const int PositionsPerMatch = 256;

    private const int TableBits = 12;

    public static bool IsIncompressible(ReadOnlySpan<byte> data) =>
        data.Length >= SmallestJudged && IsSpreadEvenly(data) && !HasRepeats(data);

    private static bool IsSpreadEvenly(ReadOnlySpan<byte> data)
    {
        // Two tables, because counting equal neighbours in one makes each increment wait for the one before.
        Span<int> counts = stackalloc int[512];
        counts.Clear();
        for (var i = 0; i + 1 < data.Length; i += 2)
        {
            counts[data[i]]++;
            counts[256 + data[i + 1]]++;
        }

        long squares = 0;
        for (var value = 0; value < 256; value++)
            squares += (long)(counts[value] + counts[256 + value]) * (counts[value] + counts[256 + value]);
        var even = (long)data.Length * data.Length / 256;
        return squares - data.Length <= even + even / SpreadTolerance;
    }

    private static bool HasRepeats(ReadOnlySpan<byte> data)
    {
        Span<uint> seen = stackalloc uint[1 << TableBits];
        seen.Clear();
        var matches = 0;
        for (var i = 0; i + sizeof(uint) <= data.Length; i++)
        {
            var text = BinaryPrimitives.ReadUInt32LittleEndian(data[i..]);
            ref var slot = ref seen[(int)((text * 2_654_435_761u) >> (32 - TableBits))];
            if (slot == text)
                matches++;
            slot = text;
        }

        return matches > data.Length / PositionsPerMatch;
    }
}
