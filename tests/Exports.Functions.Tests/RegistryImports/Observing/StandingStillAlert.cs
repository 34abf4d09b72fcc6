using System.Globalization;
using System.Text.RegularExpressions;
using Exports.Functions.Tests.Documentation;

namespace Exports.Functions.Tests.RegistryImports.Observing;

/// <summary>The query of the alert <c>import-standing-still</c> over some lines, with the patterns, names and thresholds that it has in infra.</summary>
internal static partial class StandingStillAlert
{
    private static readonly string Query = Definition().Match(AlertTableTests.ReadBicep()).Groups[1].Value;

    public static bool Fires(IReadOnlyCollection<string> messages)
    {
        var starts = All(Start());
        var lines = messages.Where(line => starts.Any(start => line.StartsWith(start, StringComparison.Ordinal))).ToList();
        Assert.Equal(messages.Count, lines.Count);

        var counts = All(Extract());
        var ended = lines.Where(line => counts.All(count => Regex.IsMatch(line, count))).Select(line => counts.Sum(count => Number(line, count))).ToList();
        var works = lines.Count(line => Regex.IsMatch(line, Assert.Single(All(Work()))));
        var ticks = lines.Count(line => line.StartsWith(starts[1], StringComparison.Ordinal));
        var held = All(Held()).SelectMany(names => names.Split("\", \"")).ToList();
        return ended.Count >= Limit("looks >=") && (works >= Limit("works >=") || ticks < Limit("ticks <")) && ended.Min() == ended.Max()
            && !lines.Any(line => held.Any(code => Regex.IsMatch(line, $@"\b{code}\b")));
    }

    private static int Number(string line, string pattern) => int.Parse(Regex.Match(line, pattern).Groups[1].Value, CultureInfo.InvariantCulture);

    private static int Limit(string condition) => int.Parse(Regex.Match(Query, $"{condition} ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);

    private static List<string> All(Regex part)
    {
        var found = part.Matches(Query).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    [GeneratedRegex("name: 'import-standing-still'[^}]*query: '([^']*)'")]
    private static partial Regex Definition();

    [GeneratedRegex("message startswith \"([^\"]*)\"")]
    private static partial Regex Start();

    [GeneratedRegex("extract\\(\"([^\"]*)\"")]
    private static partial Regex Extract();

    [GeneratedRegex("matches regex \"([^\"]*)\"")]
    private static partial Regex Work();

    [GeneratedRegex("has_any \\(\"([^)]*)\"\\)")]
    private static partial Regex Held();
}
