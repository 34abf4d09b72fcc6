namespace Exports.Functions.Tests;

public sealed class CampaignSizeTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("all")]
    public void Parse_NoNumberAboveZero_IsRefused(string text) => Assert.Throws<FormatException>(() => CampaignSize.Parse(text, 4));

    [Theory]
    [InlineData(null, 4)]
    [InlineData("", 4)]
    [InlineData("1", 1)]
    public void Parse_NumberOrNothing_IsTheSize(string? text, int size) => Assert.Equal(size, CampaignSize.Parse(text, 4));
}
