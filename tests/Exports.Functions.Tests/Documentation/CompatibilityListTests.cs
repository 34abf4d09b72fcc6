using Exports.SignatureList;
using Exports.SignatureList.Report;

namespace Exports.Functions.Tests.Documentation;

public sealed class CompatibilityListTests
{
    [Fact]
    public void Renew_CompatibilityDocument_ChangesNothing()
    {
        var current = File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory), "docs", "compatibility.md"));

        var renewed = CompatibilityFile.Renew(AppContext.BaseDirectory, current);

        Assert.True(
            current == renewed,
            "docs/compatibility.md is stale; renew it with: dotnet run --project tests/Exports.SignatureList\n"
                + string.Join('\n', LineDifference.Between(current, renewed)));
    }

    [Fact]
    public void Replace_MarkersMissing_Throws() =>
        Assert.Throws<InvalidOperationException>(() => MarkedFile.Replace("text", "touched", []));

    [Fact]
    public void Replace_BetweenMarkers_KeepsWhatIsAround() => Assert.Equal(
        "a\n<!-- x:begin -->\nnew\n<!-- x:end -->\nb\n",
        MarkedFile.Replace("a\n<!-- x:begin -->\nold\nold\n<!-- x:end -->\nb\n", "x", ["new"]));

    [Fact]
    public void Between_StaleText_NamesTheLinesThatDiffer() =>
        Assert.Equal(["- b", "+ c"], LineDifference.Between("a\nb", "a\nc"));
}
