using Exports.Functions.ProjectExports.Messages;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class RetrySettingsTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(6, 900)]
    [InlineData(5000, 900)]
    public void BackoffAfter_Attempt_DoublesUpToTheMaximum(int attempt, int seconds)
    {
        var settings = new RetrySettings(3, TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(15));

        Assert.Equal(TimeSpan.FromSeconds(seconds), settings.BackoffAfter(attempt));
    }
}
