using System.Text.RegularExpressions;
using Exports.SignatureList;

namespace Exports.Functions.Tests.Documentation;

/// <summary>Whoever is woken by an alert finds its name in docs/operations.md.</summary>
public sealed partial class AlertTableTests
{
    [Fact]
    public void Operations_EveryAlert_HasARowAndNoRowIsWithoutAlert()
    {
        var bicep = File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory), "infra", "modules", "alerts.bicep"));
        var defined = MetricAlert().Matches(bicep).Concat(LogAlert().Matches(bicep)).Select(match => match.Groups[1].Value).Order();
        var described = MarkdownTable.Read("docs/operations.md", "## Alerts").SelectMany(row => row[0].Split("`, `")).Order();

        Assert.Equal(defined, described);
    }

    [GeneratedRegex(@"^  name: '\$\{name\}-([a-z0-9-]+?)(?:-\$\{index\})?'$", RegexOptions.Multiline)]
    private static partial Regex MetricAlert();

    [GeneratedRegex(@"^    name: '([a-z-]+)'$", RegexOptions.Multiline)]
    private static partial Regex LogAlert();
}
