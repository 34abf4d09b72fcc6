using Exports.Cli.Output;

namespace Exports.Functions.Tests.Cli.Output;

public sealed class ByteCountTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1L << 40, "1 TiB")]
    [InlineData(5000L << 40, "5000 TiB")]
    public void Format_Bytes_UsesTheLargestUnitThatFits(long bytes, string expected) => Assert.Equal(expected, ByteCount.Format(bytes));
}
