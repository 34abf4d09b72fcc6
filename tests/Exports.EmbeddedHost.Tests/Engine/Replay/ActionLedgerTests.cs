using Exports.EmbeddedHost.Engine.Decisions;
using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;

namespace Exports.EmbeddedHost.Tests.Engine.Replay;

public sealed class ActionLedgerTests
{
    private readonly ActionLedger _ledger = new();

    [Fact]
    public void Match_SameKindAndName_TakesTheDecisionOut()
    {
        _ledger.Add(new ScheduleActivity(_ledger.NextId(), "Work", "1"));

        _ledger.Match(new ActivityScheduled(0, "WORK"));

        Assert.Empty(_ledger.Take().Numbered);
    }

    [Fact]
    public void Match_AnotherName_NamesBoth()
    {
        _ledger.Add(new ScheduleActivity(_ledger.NextId(), "Upload", null));

        var exception = Assert.Throws<NonDeterminismException>(() => _ledger.Match(new ActivityScheduled(0, "Download")));

        Assert.Equal(
            "The history has a call of activity 'Download' as action #0, "
            + "but the orchestrator's code now asks for a call of activity 'Upload'.",
            exception.Message);
    }

    [Fact]
    public void Match_AnotherKind_NamesBoth()
    {
        _ledger.Add(new CreateTimer(_ledger.NextId(), DateTime.UnixEpoch));

        var exception = Assert.Throws<NonDeterminismException>(() => _ledger.Match(new SubOrchestrationScheduled(0, "Child", "c")));

        Assert.Contains("a call of sub-orchestration 'Child'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("a timer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_TimerAtAnotherTime_IsNoDifference()
    {
        _ledger.Add(new CreateTimer(_ledger.NextId(), DateTime.UnixEpoch));

        _ledger.Match(new TimerCreated(0, DateTime.UnixEpoch.AddDays(1)));

        _ledger.EnsureMatched();
    }

    [Fact]
    public void Match_AnotherPayload_CountsOnlyWherePayloadsAreCompared()
    {
        var before = new ScheduleActivity(0, "Work", "1");
        _ledger.Add(before with { Input = "2" });
        _ledger.Match(_ledger.Record(before));

        var comparing = new ActionLedger(comparesPayloads: true);
        comparing.Add(before with { Input = "2" });

        var exception = Assert.Throws<NonDeterminismException>(() => comparing.Match(comparing.Record(before)));
        Assert.Contains("activity 'Work' as action #0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_NothingAsked_SaysThatTheCodeNoLongerGetsThere()
    {
        var exception = Assert.Throws<NonDeterminismException>(() => _ledger.Match(new EventSent(4, "other", "go")));

        Assert.Equal(
            "The history has event 'go' sent to another orchestration as action #4, but the orchestrator's code no longer gets there.",
            exception.Message);
    }

    [Fact]
    public void EnsureMatched_MoreAskedThanRecorded_NamesTheFirst()
    {
        _ledger.Add(new SignalEntity(_ledger.NextId(), "@store@a", "put", null, null));

        var exception = Assert.Throws<NonDeterminismException>(_ledger.EnsureMatched);

        Assert.Equal(
            "The orchestrator's code now asks for signal 'put' to entity @store@a as action #0, which the history does not have.",
            exception.Message);
    }
}
