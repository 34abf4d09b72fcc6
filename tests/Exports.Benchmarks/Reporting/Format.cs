using System.Globalization;

namespace Exports.Benchmarks.Reporting;

/// <summary>How numbers look in the tables.</summary>
internal static class Format
{
    public static string Seconds(TimeSpan time) => Fixed(time.TotalSeconds, 1);

    public static string Milliseconds(TimeSpan time) => Fixed(time.TotalMilliseconds, 1);

    public static string Megabytes(long bytes) => Fixed(bytes / 1e6, 0);

    public static string Fixed(double value, int digits) => value.ToString("N" + digits, CultureInfo.InvariantCulture);
}
