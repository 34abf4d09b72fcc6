using System.ComponentModel.DataAnnotations;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Webhooks;

namespace Exports.Functions.Tests.Webhooks;

public sealed class WebhookOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = new WebhookOptions();

        Assert.Equal(20, options.MaxPerProject);
        Assert.Equal(TimeSpan.FromSeconds(15), options.Timeout);
        Assert.Equal(9, options.Retries);
        Assert.Equal(TimeSpan.FromSeconds(30), options.FirstBackoff);
        Assert.Equal(3, options.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromHours(6), options.MaxBackoff);
        Assert.Equal(TimeSpan.FromDays(7), options.Retention);
        Assert.Equal(new RetrySettings(9, TimeSpan.FromSeconds(30), 3, TimeSpan.FromHours(6)), options.RetrySettings());
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
    }

    [Fact]
    public void Defaults_LastRetry_ComesAboutADayAfterTheFirstAttempt()
    {
        var retries = new WebhookOptions().RetrySettings();

        var total = Enumerable.Range(1, retries.Count).Sum(attempt => retries.BackoffAfter(attempt).TotalHours);

        Assert.InRange(total, 20, 24);
    }

    [Fact]
    public void Validate_ValueOutOfRange_IsRefused()
    {
        var options = new WebhookOptions { Timeout = TimeSpan.Zero };

        Assert.Throws<ValidationException>(() => Validator.ValidateObject(options, new(options), validateAllProperties: true));
    }
}
