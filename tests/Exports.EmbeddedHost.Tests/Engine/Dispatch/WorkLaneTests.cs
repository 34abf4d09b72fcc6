using Exports.EmbeddedHost.Engine.Dispatch;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class WorkLaneTests
{
    [Fact]
    public async Task Enqueue_MoreThanFits_RunsTheBoundAtATime()
    {
        var lane = new WorkLane(concurrency: 2);
        using var started = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var gate = new Lock();
        var running = 0;
        var most = 0;
        for (var work = 0; work < 6; work++)
        {
            lane.Enqueue(async () =>
            {
                var now = Interlocked.Increment(ref running);
                lock (gate) most = Math.Max(most, now);
                started.Release();
                await mayEnd.WaitAsync();
                Interlocked.Decrement(ref running);
            });
        }

        // Two are under way before the first may end; from then on each end lets one more begin.
        await started.WaitAsync();
        await started.WaitAsync();
        for (var work = 0; work < 4; work++)
        {
            mayEnd.Release();
            await started.WaitAsync();
        }

        mayEnd.Release(2);

        await lane.CloseAsync();
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task CloseAsync_WorkWaits_DropsItAndWaitsForWhatRuns()
    {
        var lane = new WorkLane(concurrency: 1);
        var mayEnd = new TaskCompletionSource();
        var secondRan = false;
        lane.Enqueue(() => mayEnd.Task);
        lane.Enqueue(() =>
        {
            secondRan = true;
            return Task.CompletedTask;
        });

        var closed = lane.CloseAsync();

        Assert.False(closed.IsCompleted);
        mayEnd.SetResult();
        await closed;
        Assert.False(secondRan);
        Assert.False(lane.Enqueue(() => Task.CompletedTask));
    }
}
