using System.Text.RegularExpressions;
using Exports.Functions.Tests.ProjectExports.Scenarios;
using Exports.Functions.Tests.ProjectExports.Scenarios.Rows;

namespace Exports.Functions.Tests.Documentation;

/// <summary>docs/testing.md lists the rows that must hold; each has a test of its name, without faults and with one at every commit.</summary>
public sealed partial class ScenarioTableTests
{
    private static readonly IReadOnlyList<string[]> Table = MarkdownTable.Read("docs/testing.md", "## The scenarios that must hold");

    [Fact]
    public void Testing_TheRows_AreThoseThatAreTested() =>
        Assert.Equal(Table.Select(row => (row[0], row[1])), ScenarioRows.All.Select(row => (row.Case, row.Sequence)));

    [Theory]
    [InlineData(typeof(ScenarioTests))]
    [InlineData(typeof(ScenarioFaultTests))]
    public void Testing_EveryRow_HasATestOfItsName(Type tests)
    {
        var names = tests.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: false)).Select(method => method.Name.ToUpperInvariant());

        Assert.Equal(Table.Select(row => NotALetter().Replace(row[0], "").ToUpperInvariant()).Order(), names.Order());
    }

    [GeneratedRegex("[^a-z]", RegexOptions.IgnoreCase)]
    private static partial Regex NotALetter();
}
