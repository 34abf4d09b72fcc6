using System.Text;
using Exports.Functions.ProjectExports.Archives.Compression;

namespace Exports.Functions.Tests.ProjectExports.Archives.Compression;

public sealed class CompressibilityTestTests
{
    private const int PageBytes = 64 * 1024;

    [Theory]
    [InlineData(CompressibilityTest.SmallestJudged)]
    [InlineData(PageBytes)]
    public void IsIncompressible_RandomBytes_IsTrue(int bytes) => Assert.True(CompressibilityTest.IsIncompressible(RandomBytes(bytes)));

    [Fact]
    public void IsIncompressible_TooLittleToJudge_IsFalse() =>
        Assert.False(CompressibilityTest.IsIncompressible(RandomBytes(CompressibilityTest.SmallestJudged - 1)));

    [Fact]
    public void IsIncompressible_Zeros_IsFalse() => Assert.False(CompressibilityTest.IsIncompressible(new byte[PageBytes]));

    [Fact]
    public void IsIncompressible_Base64_IsFalse() =>
        Assert.False(CompressibilityTest.IsIncompressible(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomBytes(PageBytes)))));

    [Fact]
    public void IsIncompressible_RandomBytesThatComeTwice_IsFalse()
    {
        var half = RandomBytes(2 * 1024);
        Assert.False(CompressibilityTest.IsIncompressible([.. Enumerable.Repeat(half, 16).SelectMany(static bytes => bytes)]));
    }

    [Fact]
    public void IsIncompressible_EvenlySpreadCounter_IsFalse() =>
        Assert.False(CompressibilityTest.IsIncompressible([.. Enumerable.Range(0, PageBytes).Select(static i => (byte)i)]));

    private static byte[] RandomBytes(int bytes)
    {
        var data = new byte[bytes];
        new Random(1).NextBytes(data);
        return data;
    }
}
