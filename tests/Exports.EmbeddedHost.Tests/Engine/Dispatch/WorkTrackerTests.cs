using Exports.EmbeddedHost.Engine.Dispatch;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class WorkTrackerTests
{
    private readonly WorkTracker _tracker = new();

    [Fact]
    public void WhenDone_NothingInFlight_IsDoneAtOnce() =>
        Assert.True(_tracker.WhenDoneAsync(withActivities: true).IsCompletedSuccessfully);

    [Fact]
    public async Task WhenDone_StepInFlight_WaitsForItsEnd()
    {
        _tracker.BeginStep();
        var done = _tracker.WhenDoneAsync(withActivities: false);

        Assert.False(done.IsCompleted);
        _tracker.EndStep();
        await done;
    }

    [Fact]
    public void WhenDone_ActivityRuns_OnlyCountsWhereAsked()
    {
        _tracker.BeginActivity();

        Assert.True(_tracker.WhenDoneAsync(withActivities: false).IsCompletedSuccessfully);
        Assert.False(_tracker.WhenDoneAsync(withActivities: true).IsCompleted);
        Assert.Equal(1, _tracker.RunningActivities);
    }

    [Fact]
    public async Task Halt_WorkInFlight_LetsEverybodyGo()
    {
        _tracker.BeginStep();
        var done = _tracker.WhenDoneAsync(withActivities: true);

        _tracker.Halt();

        await done;
        Assert.True(_tracker.WhenDoneAsync(withActivities: true).IsCompletedSuccessfully);
    }
}
