using System.ComponentModel.DataAnnotations;
using Exports.Functions.Housekeeping;

namespace Exports.Functions.Tests.Housekeeping;

public sealed class HousekeepingOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new HousekeepingOptions();

        Assert.Equal(2000, options.RecordsPerRun);
        Assert.Equal(TimeSpan.FromDays(1), options.LookAgainAfter);
        Assert.Equal(TimeSpan.FromDays(2), options.ContentGrace);
        Assert.Equal(200_000, options.RemovalsPerRun);
        Assert.Equal(16 << 20, options.MarkBytes);
        Assert.Equal(TimeSpan.FromMinutes(2), options.PurgeTime);
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
    }

    [Fact]
    public void Validate_GraceShorterThanTheLongestWriter_IsRefused()
    {
        var options = new HousekeepingOptions { ContentGrace = TimeSpan.FromHours(23) };

        Assert.Throws<ValidationException>(() => Validator.ValidateObject(options, new(options), validateAllProperties: true));
    }
}
