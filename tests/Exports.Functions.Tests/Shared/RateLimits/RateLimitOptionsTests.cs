using System.ComponentModel.DataAnnotations;
using Exports.Functions.Shared.RateLimits;

namespace Exports.Functions.Tests.Shared.RateLimits;

public sealed class RateLimitOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new RateLimitOptions();

        Assert.Equal((6, 1, 6), (options.ExportsPerMinute, options.DownloadsPerMinute, options.ImportsPerMinute));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void Validate_EachLimit_IsBetweenNoneAndTheHighest(int value, bool valid)
    {
        foreach (var options in new RateLimitOptions[] { new() { ExportsPerMinute = value }, new() { DownloadsPerMinute = value }, new() { ImportsPerMinute = value } })
            Assert.Equal(valid, Validator.TryValidateObject(options, new(options), null, validateAllProperties: true));
    }
}
