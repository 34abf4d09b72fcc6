using System.Buffers;
using System.IO.Compression;
using Exports.Functions.ProjectExports.Archives.Compression;

namespace Exports.Functions.Tests.ProjectExports.Archives.Compression;

public sealed class SliceCompressorTests
{
    private const int Page = SliceCompressor.PageBytes;

    [Theory]
    [InlineData(1)]
    [InlineData(Page)]
    [InlineData(5 * Page + 17)]
    public void Compress_MixedSlice_DecompressesToItself(int bytes)
    {
        var slice = Mixed(bytes);
        Assert.Equal(slice, Decompress(Compress(slice)));
    }

    [Fact]
    public void Compress_RandomPages_StoresThem()
    {
        var slice = new byte[4 * Page];
        new Random(1).NextBytes(slice);

        Assert.InRange(Compress(slice).Length, slice.Length, slice.Length + slice.Length / 500);
    }

    [Fact]
    public void Compress_RandomBetweenText_StillSqueezesTheText()
    {
        var slice = Mixed(6 * Page);
        Assert.InRange(Compress(slice).Length, 3 * Page, 3 * Page + Page / 4);
    }

    [Fact]
    public void Compress_EveryMember_NamesNoPlatform()
    {
        var members = Compress(Mixed(Page));
        Assert.Equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], members[..10]);
    }

    /// <summary>Pages of text and of random bytes in turn.</summary>
    private static byte[] Mixed(int bytes)
    {
        var random = new Random(2);
        var slice = new byte[bytes];
        for (var start = 0; start < bytes; start += Page)
        {
            var page = slice.AsSpan(start, Math.Min(Page, bytes - start));
            if (start / Page % 2 == 0)
                page.Fill((byte)'t');
            else
                random.NextBytes(page);
        }

        return slice;
    }

    private static byte[] Compress(byte[] slice)
    {
        var output = new ArrayBufferWriter<byte>();
        SliceCompressor.Compress(slice, output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Decompress(byte[] members)
    {
        using var gzip = new GZipStream(new MemoryStream(members), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
