using Exports.Functions.RegistryImports;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Documentation;

namespace Exports.Functions.Tests.RegistryImports;

public sealed class RepositoryTransitionsTests
{
    [Fact]
    public void Table_Code_EqualsTheDocument()
    {
        var documented = MarkdownTable.Read("docs/state-machines.md", "## A repository on its way to a new registry")
            .Select(row => $"{row[0]}: {row[1]} -> {row[2]}");

        var coded = RepositoryTransitions.Table.Select(
            row => $"{StoredName.Of(row.Event)}: {string.Join(", ", row.From.Select(StoredName.Of))} -> {StoredName.Of(row.To)}");

        Assert.Equal(documented, coded);
    }

    [Fact]
    public void Target_EveryPair_IsTheTablesOrRefused()
    {
        foreach (var (happening, from, to) in RepositoryTransitions.Table)
        {
            foreach (var state in Enum.GetValues<RepositoryState>())
                Assert.Equal(from.Contains(state) ? to : null, RepositoryTransitions.Target(state, happening));
        }
    }

    [Fact]
    public void Target_ImportDone_LeadsNowhere() => Assert.All(
        Enum.GetValues<RepositoryEvent>(), happening => Assert.Null(RepositoryTransitions.Target(RepositoryState.ImportDone, happening)));
}
