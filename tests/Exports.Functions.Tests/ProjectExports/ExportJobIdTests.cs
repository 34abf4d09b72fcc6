using Exports.Functions.ProjectExports;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ExportJobIdTests
{
    [Fact]
    public void Create_LaterMoment_SortsBehind()
    {
        var clock = new ManualTimeProvider();
        var first = ExportJobId.Create(clock);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = ExportJobId.Create(clock);

        Assert.True(ExportJobId.IsValid(first));
        Assert.True(string.CompareOrdinal(first, second) < 0);
        Assert.True(string.CompareOrdinal(ExportJobId.Invert(first), ExportJobId.Invert(second)) > 0);
    }

    [Fact]
    public void Invert_Twice_IsTheId() =>
        Assert.Equal("0123456789abcdef", ExportJobId.Invert(ExportJobId.Invert("0123456789abcdef")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcde'")]
    public void IsValid_AnythingElse_IsFalse(string? text) => Assert.False(ExportJobId.IsValid(text));
}
