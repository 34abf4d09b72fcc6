using System.Globalization;

namespace Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

/// <summary>How many of a sweep's faults one run takes: every n-th, from the first.</summary>
internal static class SweepStride
{
    /// <summary>Set to 1 for all of them.</summary>
    public const string Variable = "EXPORTS_SWEEP_STRIDE";

    private const int Default = 4;

    public static int Value { get; } = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <returns>Numbers from 1 to <paramref name="count"/>.</returns>
    public static IReadOnlyList<int> Select(int count) => [.. Enumerable.Range(1, count).Where(number => (number - 1) % Value == 0)];

    /// <exception cref="FormatException">Not a number above 0: a run of none would look like a pass.</exception>
    public static int Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Default;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stride) && stride > 0
            ? stride
            : throw new FormatException($"{Variable}={text}: use a number above 0.");
    }
}
