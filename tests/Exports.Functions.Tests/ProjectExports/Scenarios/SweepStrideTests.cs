using Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

namespace Exports.Functions.Tests.ProjectExports.Scenarios;

public sealed class SweepStrideTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("all")]
    public void Parse_NoNumberAboveZero_IsRefused(string text) => Assert.Throws<FormatException>(() => SweepStride.Parse(text));

    [Theory]
    [InlineData(null, 4)]
    [InlineData("", 4)]
    [InlineData("1", 1)]
    public void Parse_NumberOrNothing_IsTheStride(string? text, int stride) => Assert.Equal(stride, SweepStride.Parse(text));
}
