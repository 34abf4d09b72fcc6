using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Timers;
using Microsoft.Extensions.Configuration;

namespace Exports.EmbeddedHost.Tests.Hosting.Timers;

public sealed class TimerScheduleParserTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-02T12:05:00Z")]
    [InlineData("*/5 * * * *", "2026-03-02T12:05:00Z")]
    [InlineData("30 0 9 * * MON-FRI", "2026-03-03T09:00:30Z")]
    [InlineData("  0  0 0 29 2 * ", "2028-02-29T00:00:00Z")]
    [InlineData("00:30:00", "2026-03-02T12:30:00Z")]
    [InlineData("1.00:00:00", "2026-03-03T12:00:00Z")]
    public void Parse_Schedule_HasTheNextOccurrence(string text, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), Parse(text).Next(Noon));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("0 0 25 * * *")]
    [InlineData("0 0 * * * * *")]
    [InlineData("-00:05:00")]
    [InlineData("00:00:00")]
    [InlineData("%")]
    [InlineData("%%")]
    public void Parse_NoSchedule_IsRefusedByName(string text)
    {
        var refusal = Assert.Throws<HostStartException>(() => Parse(text));

        Assert.StartsWith("Function 'Sweep' has the schedule", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 * * * * *", false)]
    [InlineData("00:01:00", false)]
    [InlineData("0,45 0 * * * *", true)]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("00:00:59", true)]
    public void IsSubMinute_AnyTwoOccurrencesCloserThanAMinute_IsTrue(string text, bool expected) => Assert.Equal(expected, Parse(text).IsSubMinute(Noon));

    [Fact]
    public void Next_DateThatNeverComes_IsNull() => Assert.Null(Parse("0 0 0 30 2 *").Next(Noon));

    private static TimerSchedule Parse(string text) => TimerScheduleParser.Parse("Sweep", text, new ConfigurationBuilder().Build());
}
