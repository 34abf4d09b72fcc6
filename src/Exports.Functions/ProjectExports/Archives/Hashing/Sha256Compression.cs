using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Exports.Functions.ProjectExports.Archives.Hashing;

/// <summary>The SHA-256 compression function (FIPS 180-4, section 6.2.2), written for speed.</summary>
internal static class Sha256Compression
{
    public const int BlockBytes = 64;

    private const int Rounds = 64;
    private const int WordsPerBlock = 16;

    private static readonly uint[] RoundConstants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The hash of nothing, before padding.</summary>
    public static ReadOnlySpan<uint> InitialState =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Folds whole blocks into the state.</summary>
    /// <param name="state">Eight words.</param>
    /// <param name="blocks">A multiple of <see cref="BlockBytes"/>.</param>
    public static void Fold(Span<uint> state, ReadOnlySpan<byte> blocks)
    {
        Span<uint> schedule = stackalloc uint[Rounds];
        for (; blocks.Length >= BlockBytes; blocks = blocks[BlockBytes..])
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(blocks[..BlockBytes]), schedule);
            FoldOne(state, ref MemoryMarshal.GetReference(schedule));
        }
    }

    /// <summary>
    /// Eight rounds per turn, and the schedule's words sixteen rounds ahead of their use: neither waits for the other, so the processor
    /// does both at once.
    /// </summary>
    private static void FoldOne(Span<uint> state, ref uint w)
    {
        uint a = state[0], b = state[1], c = state[2], d = state[3];
        uint e = state[4], f = state[5], g = state[6], h = state[7];
        ref var k = ref MemoryMarshal.GetArrayDataReference(RoundConstants);
        for (var t = 0; t < Rounds; t += 8)
        {
            if (t < Rounds - WordsPerBlock)
                Expand(ref Unsafe.Add(ref w, t + WordsPerBlock));
            h = First(e, f, g, h + (Unsafe.Add(ref w, t) + Unsafe.Add(ref k, t)));
            d += h;
            h += Second(a, b, c);
            g = First(d, e, f, g + (Unsafe.Add(ref w, t + 1) + Unsafe.Add(ref k, t + 1)));
            c += g;
            g += Second(h, a, b);
            f = First(c, d, e, f + (Unsafe.Add(ref w, t + 2) + Unsafe.Add(ref k, t + 2)));
            b += f;
            f += Second(g, h, a);
            e = First(b, c, d, e + (Unsafe.Add(ref w, t + 3) + Unsafe.Add(ref k, t + 3)));
            a += e;
            e += Second(f, g, h);
            d = First(a, b, c, d + (Unsafe.Add(ref w, t + 4) + Unsafe.Add(ref k, t + 4)));
            h += d;
            d += Second(e, f, g);
            c = First(h, a, b, c + (Unsafe.Add(ref w, t + 5) + Unsafe.Add(ref k, t + 5)));
            g += c;
            c += Second(d, e, f);
            b = First(g, h, a, b + (Unsafe.Add(ref w, t + 6) + Unsafe.Add(ref k, t + 6)));
            f += b;
            b += Second(c, d, e);
            a = First(f, g, h, a + (Unsafe.Add(ref w, t + 7) + Unsafe.Add(ref k, t + 7)));
            e += a;
            a += Second(b, c, d);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    /// <summary>Computes eight words of the schedule from the sixteen before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expand(ref uint w)
    {
        for (var i = 0; i < 8; i++)
        {
            var before2 = Unsafe.Add(ref w, i - 2);
            var before15 = Unsafe.Add(ref w, i - 15);
            var sigma1 = BitOperations.RotateRight(before2, 17) ^ BitOperations.RotateRight(before2, 19) ^ (before2 >> 10);
            var sigma0 = BitOperations.RotateRight(before15, 7) ^ BitOperations.RotateRight(before15, 18) ^ (before15 >> 3);
            Unsafe.Add(ref w, i) = sigma1 + Unsafe.Add(ref w, i - 7) + sigma0 + Unsafe.Add(ref w, i - 16);
        }
    }

    /// <summary>
    /// The part that both results of a round share. What does not hang on the round before is added first, which shortens the chain.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint First(uint e, uint f, uint g, uint rest)
    {
        var sum = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
        var choice = g ^ (e & (f ^ g));
        return rest + choice + sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Second(uint a, uint b, uint c)
    {
        var sum = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
        var majority = (a & b) ^ (c & (a ^ b));
        return sum + majority;
    }
}
