using Exports.Functions.ProjectExports.Archives.Verification;

namespace Exports.Functions.Tests.ProjectExports.Archives.Verification;

/// <summary>
/// Whatever the bytes are, the verifier either vouches for the archive or says what is wrong with it; nothing else comes out.
/// </summary>
public sealed class ArchiveVerifierFuzzTests
{
    private const int MutationsPerSeed = 500;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task VerifyAsync_MutatedTarStream_IsVouchedForOrRefused(int seed)
    {
        var random = new Random(seed);
        var tar = ArchiveBuilder.Sound().Tar();
        for (var i = 0; i < MutationsPerSeed; i++)
            await VerifyOrRefuseAsync(ArchiveBuilder.Gzip(Mutate(random, tar)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task VerifyAsync_MutatedArchive_IsVouchedForOrRefused(int seed)
    {
        var random = new Random(seed);
        var archive = ArchiveBuilder.Sound().Archive();
        for (var i = 0; i < MutationsPerSeed; i++)
            await VerifyOrRefuseAsync(Mutate(random, archive));
    }

    private static async Task VerifyOrRefuseAsync(byte[] archive)
    {
        try
        {
            await ArchiveVerifier.VerifyAsync(new MemoryStream(archive), new ArchiveLimits(1000, 1 << 20, 1000, 1 << 20));
        }
        catch (InvalidArchiveException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    /// <summary>One to three changes, mostly where the headers are.</summary>
    private static byte[] Mutate(Random random, byte[] original)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(random.Next(2) == 0 ? bytes.Count : Math.Min(bytes.Count, 6000));
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)"0179x/\0 \n="[random.Next(10)]; break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 600), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 600), bytes.Count - at))); break;
                default: (bytes[at], bytes[^1]) = (bytes[^1], bytes[at]); break;
            }

            if (bytes.Count == 0)
                break;
        }

        return FixChecksums(random, [.. bytes]);
    }

    /// <summary>Half of the time headers get right checksums again, so that what is behind them is reached.</summary>
    private static byte[] FixChecksums(Random random, byte[] tar)
    {
        if (random.Next(2) == 0)
            return tar;
        for (var record = 0; record + 512 <= tar.Length; record += 512)
        {
            var header = tar.AsSpan(record, 512);
            if (!header[257..].StartsWith("ustar"u8))
                continue;
            header[148..156].Fill((byte)' ');
            var sum = 0;
            foreach (var value in header)
                sum += value;
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0')).CopyTo(header[148..]);
            header[154] = 0;
        }

        return tar;
    }
}
