using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.TestKit.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class ActivityRunnerTests : IDisposable
{
    private readonly FunctionTable _functions = new(EngineTestDefaults.Converter);
    private readonly WorkTracker _tracker = new();
    private readonly ActivityRunner _runner;
    private int _runs;

    public ActivityRunnerTests()
    {
        _functions.Activity<int, int>("Work", n => n + Interlocked.Increment(ref _runs));
        var payloads = new PayloadConverter(EngineTestDefaults.Converter, int.MaxValue);
        _runner = new ActivityRunner(_functions, payloads, _tracker, concurrency: 2, NullLogger.Instance);
    }

    public void Dispose() => _runner.Dispose();

    [Fact]
    public async Task Run_CallWasAnsweredBeforeItCameHereAgain_DoesNotRun()
    {
        Assert.False(Run(isOpen: () => false));
        await _tracker.WhenDoneAsync(PendingWork.All);

        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task Run_LookAtTheStoreFails_CanBeTakenLater()
    {
        Assert.Throws<TimeoutException>(() => Run(isOpen: () => throw new TimeoutException()));

        Assert.True(Run(isOpen: () => true));
        await _tracker.WhenDoneAsync(PendingWork.All);

        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task Run_CallIsKnown_IsNotTakenTwice()
    {
        Assert.True(Run(isOpen: null));
        Assert.False(Run(isOpen: () => true));
        await _tracker.WhenDoneAsync(PendingWork.All);

        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task StopAsync_CallsWaitForRoom_AreNoLongerInFlight()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _functions.ActivityAsync<int, int>("Wait", async (n, stopping) =>
        {
            running.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(stopping);
            return n;
        });
        for (var seq = 1; seq <= 5; seq++)
        {
            _runner.Run(new ActivityMessage(seq, "one", "e1", seq, "Wait", "1"), _ => { });
        }

        await running.Task;
        await _runner.StopAsync(TimeSpan.FromSeconds(30), CancellationToken.None);

        Assert.True(_tracker.WhenDoneAsync(PendingWork.All).IsCompletedSuccessfully);
    }

    private bool Run(Func<bool>? isOpen) => _runner.Run(new ActivityMessage(1, "one", "e1", 0, "Work", "1"), _ => { }, isOpen);
}
