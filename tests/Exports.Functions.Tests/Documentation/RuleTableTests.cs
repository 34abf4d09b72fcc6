using System.Text.RegularExpressions;
using Exports.SignatureList;

namespace Exports.Functions.Tests.Documentation;

/// <summary>docs/compatibility.md states each rule of the embedded host beside its number.</summary>
public sealed partial class RuleTableTests
{
    private static readonly string Root = RepositoryRoot.Find(AppContext.BaseDirectory);

    [Fact]
    public void Compatibility_EveryRuleThatAConformanceTestNames_HasItsSentence()
    {
        var tests = Directory.GetFiles(Path.Combine(Root, "tests", "Exports.EmbeddedHost.Tests", "Conformance"), "*.cs", SearchOption.AllDirectories);
        var tested = tests.SelectMany(path => RuleInTestName().Matches(File.ReadAllText(path)))
            .SelectMany(match => match.Groups[1].Captures)
            .Select(capture => capture.Value)
            .Distinct();
        var stated = RuleInTable().Matches(File.ReadAllText(Path.Combine(Root, "docs", "compatibility.md"))).Select(match => match.Groups[1].Value);

        Assert.Empty(tested.Except(stated).Order());
    }

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (?:([A-Z]\d+b?)_)+")]
    private static partial Regex RuleInTestName();

    [GeneratedRegex(@"^\| ([A-Z]\d+b?) \|", RegexOptions.Multiline)]
    private static partial Regex RuleInTable();
}
