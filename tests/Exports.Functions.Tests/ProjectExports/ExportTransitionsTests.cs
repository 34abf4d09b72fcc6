using Exports.Functions.ProjectExports;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Documentation;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ExportTransitionsTests
{
    private static readonly ExportJobStatus?[] States = [null, .. Enum.GetValues<ExportJobStatus>().Cast<ExportJobStatus?>()];

    [Fact]
    public void Table_Code_EqualsTheDocument()
    {
        var documented = MarkdownTable.Read("docs/state-machines.md", "## An export job")
            .Select(row => $"{row[0]} {row[1]} {row[2]}");

        var coded = ExportTransitions.Table.Select(row => $"{Name(row.From)} {Name(row.Event)} {Name(row.To)}");

        Assert.Equal(documented, coded);
    }

    [Fact]
    public void Decide_EveryPairWithTheNextAttempt_AppliesExactlyTheTable()
    {
        foreach (var from in States)
        {
            foreach (var happening in Enum.GetValues<ExportJobEvent>())
            {
                var listed = ExportTransitions.Table.Any(row => row.From == from && row.Event == happening);
                // Start brings a new attempt; whatever else carries an attempt belongs to the one the row holds.
                var attempt = happening is ExportJobEvent.Start ? 2 : 1;

                var decision = ExportTransitions.Decide(Position(from), happening, attempt);

                Assert.True((decision == ExportTransition.Apply) == listed, $"{from} + {happening}: {decision}");
            }
        }
    }

    [Theory]
    [InlineData(ExportJobStatus.Queued, ExportJobEvent.Enqueue)]
    [InlineData(ExportJobStatus.Started, ExportJobEvent.Start)]
    [InlineData(ExportJobStatus.Finished, ExportJobEvent.Finish)]
    [InlineData(ExportJobStatus.Failed, ExportJobEvent.Fail)]
    internal void Decide_SameEventSameAttempt_ChangesNothing(ExportJobStatus status, ExportJobEvent happening) =>
        Assert.Equal(ExportTransition.AlreadyThere, ExportTransitions.Decide(new(status, 1), happening, 1));

    [Theory]
    [InlineData(ExportJobStatus.Started, 1)]
    [InlineData(ExportJobStatus.Started, 3)]
    [InlineData(ExportJobStatus.Finished, 1)]
    [InlineData(ExportJobStatus.Finished, 3)]
    internal void Decide_FinishOfAnAttemptThatTheRowDoesNotHold_Refuses(ExportJobStatus status, int attempt) =>
        Assert.Equal(ExportTransition.Refused, ExportTransitions.Decide(new(status, 2), ExportJobEvent.Finish, attempt));

    [Fact]
    public void Decide_StartOfAnEarlierAttempt_Refuses() =>
        Assert.Equal(ExportTransition.Refused, ExportTransitions.Decide(new(ExportJobStatus.Started, 2), ExportJobEvent.Start, 1));

    [Theory]
    [InlineData(ExportJobEvent.Start)]
    [InlineData(ExportJobEvent.Finish)]
    internal void Decide_EventOfAnAbandonedAttempt_Refuses(ExportJobEvent happening)
    {
        var abandoned = new ExportPosition(ExportJobStatus.Started, 1, AttemptAbandoned: true);

        Assert.Equal(ExportTransition.Refused, ExportTransitions.Decide(abandoned, happening, 1));
    }

    [Fact]
    public void Decide_NextAttemptAfterAnAbandonedOne_Applies()
    {
        var abandoned = new ExportPosition(ExportJobStatus.Started, 1, AttemptAbandoned: true);

        Assert.Equal(ExportTransition.Apply, ExportTransitions.Decide(abandoned, ExportJobEvent.Start, 2));
    }

    private static ExportPosition? Position(ExportJobStatus? status) => status is { } known ? new(known, known is ExportJobStatus.Queued ? 0 : 1) : null;

    private static string Name<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } known ? Name(known) : "none";

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => StoredName.Of(value);
}
