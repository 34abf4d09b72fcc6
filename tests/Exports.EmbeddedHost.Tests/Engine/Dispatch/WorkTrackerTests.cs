using Exports.EmbeddedHost.Engine.Dispatch;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class WorkTrackerTests
{
    private readonly WorkTracker _tracker = new();

    [Fact]
    public void WhenDone_NothingInFlight_IsDoneAtOnce() =>
        Assert.True(_tracker.WhenDoneAsync(PendingWork.All).IsCompletedSuccessfully);

    [Fact]
    public async Task WhenDone_StepInFlight_WaitsForItsEnd()
    {
        _tracker.BeginStep();
        var done = _tracker.WhenDoneAsync(PendingWork.Steps);

        Assert.False(done.IsCompleted);
        _tracker.EndStep();
        await done;
    }

    [Fact]
    public void WhenDone_ActivityRuns_OnlyCountsWhereAsked()
    {
        _tracker.BeginActivity();

        Assert.True(_tracker.WhenDoneAsync(PendingWork.Steps).IsCompletedSuccessfully);
        Assert.False(_tracker.WhenDoneAsync(PendingWork.All).IsCompleted);
        Assert.Equal(1, _tracker.RunningActivities);
    }

    [Fact]
    public void WhenDone_OneOfTwoActivitiesIsHeld_WaitsForTheOther()
    {
        _tracker.BeginActivity();
        _tracker.BeginActivity();
        _tracker.BeginHold();
        var done = _tracker.WhenDoneAsync(PendingWork.StepsAndActivitiesNotHeld);

        Assert.False(done.IsCompleted);
        _tracker.EndActivity();

        Assert.True(_tracker.WhenDoneAsync(PendingWork.StepsAndActivitiesNotHeld).IsCompletedSuccessfully);
        _tracker.EndHold();
        Assert.False(_tracker.WhenDoneAsync(PendingWork.StepsAndActivitiesNotHeld).IsCompleted);
    }

    [Fact]
    public async Task Halt_WorkInFlight_LetsEverybodyGo()
    {
        _tracker.BeginStep();
        var done = _tracker.WhenDoneAsync(PendingWork.All);

        _tracker.Halt();

        await done;
        Assert.True(_tracker.WhenDoneAsync(PendingWork.All).IsCompletedSuccessfully);
    }
}
