using Exports.Functions.ProjectExports.AfterExport;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

public sealed class UploadRulesTests
{
    private static readonly UploadOptions Options = new();

    [Theory]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(302, false)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(413, false)]
    public void IsPassing_Status(int status, bool expected) => Assert.Equal(expected, UploadRules.IsPassing(status));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(5, 480)]
    public void WaitAfter_PassingFailure_GrowsFromTryToTry(int number, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), UploadRules.WaitAfter(new("x"), number, Options));

    [Fact]
    public void WaitAfter_LastTryOrFinalFailure_IsNone()
    {
        Assert.Null(UploadRules.WaitAfter(new("x"), 6, Options));
        Assert.Null(UploadRules.WaitAfter(new("x", IsFinal: true), 1, Options));
    }

    [Theory]
    [InlineData(-5, 30)]
    [InlineData(29, 30)]
    [InlineData(45, 45)]
    [InlineData(100_000, 900)]
    public void WaitAfter_RetryAfter_IsHonouredWithinBounds(int asked, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), UploadRules.WaitAfter(new("x", RetryAfter: TimeSpan.FromSeconds(asked)), 1, Options));
}
