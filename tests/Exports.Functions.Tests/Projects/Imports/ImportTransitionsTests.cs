using Exports.Functions.Projects.Imports;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Documentation;

namespace Exports.Functions.Tests.Projects.Imports;

public sealed class ImportTransitionsTests
{
    private static readonly ImportState?[] States = [null, .. Enum.GetValues<ImportState>().Cast<ImportState?>()];

    [Fact]
    public void Table_Code_EqualsTheDocument()
    {
        var documented = MarkdownTable.Read("docs/state-machines.md", "## An import").Select(row => $"{row[0]} {row[1]} {row[2]}");

        var coded = ImportTransitions.Table.Select(row =>
            $"{(row.From is { } from ? StoredName.Of(from) : "none")} {StoredName.Of(row.Event)} {StoredName.Of(row.To)}");

        Assert.Equal(documented, coded);
    }

    [Fact]
    public void Decide_EveryPair_AppliesExactlyTheTable()
    {
        foreach (var here in States)
        {
            foreach (var happening in Enum.GetValues<ImportEvent>())
            {
                var listed = ImportTransitions.Table.Any(row => row.From == here && row.Event == happening);

                var decision = ImportTransitions.Decide(here, isSame: happening is not ImportEvent.Schedule, happening);

                Assert.True((decision == ImportTransition.Apply) == listed, $"{here} + {happening}: {decision}");
            }
        }
    }

    [Theory]
    [InlineData(ImportState.Publishing, ImportEvent.Schedule)]
    [InlineData(ImportState.Started, ImportEvent.Start)]
    [InlineData(ImportState.Publishing, ImportEvent.Publish)]
    [InlineData(ImportState.Finished, ImportEvent.Finish)]
    [InlineData(ImportState.Failed, ImportEvent.Fail)]
    [InlineData(ImportState.Failed, ImportEvent.Refuse)]
    internal void Decide_SameEventOfTheSameImport_ChangesNothing(ImportState here, ImportEvent happening) =>
        Assert.Equal(ImportTransition.AlreadyThere, ImportTransitions.Decide(here, isSame: true, happening));

    [Fact]
    public void Decide_AnyEventOfAnotherImport_IsRefusedWhileOneIsUnderWay()
    {
        foreach (var here in new[] { ImportState.Scheduled, ImportState.Started, ImportState.Publishing })
        {
            Assert.All(
                Enum.GetValues<ImportEvent>(),
                happening => Assert.Equal(ImportTransition.Refused, ImportTransitions.Decide(here, isSame: false, happening)));
        }
    }
}
