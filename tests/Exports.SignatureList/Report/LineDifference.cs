namespace Exports.SignatureList.Report;

/// <summary>Shows which lines a stale file has too many or too few, which is all that a sorted list needs.</summary>
internal static class LineDifference
{
    public static IEnumerable<string> Between(string actual, string expected)
    {
        var have = Count(actual);
        var want = Count(expected);
        return have.Keys.Union(want.Keys)
            .SelectMany(line => Enumerable.Repeat(line, Math.Abs(have.GetValueOrDefault(line) - want.GetValueOrDefault(line))))
            .Select(line => (have.GetValueOrDefault(line) > want.GetValueOrDefault(line) ? "- " : "+ ") + line);
    }

    private static Dictionary<string, int> Count(string text) =>
        text.Split('\n').GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());
}
