using Exports.EmbeddedHost.Engine.History;
using Exports.EmbeddedHost.Engine.Replay;
using Exports.TestKit.Engine;

namespace Exports.EmbeddedHost.Tests.Engine.Replay;

public sealed class ExternalEventsTests
{
    private readonly OrchestratorThread _thread = new();

    [Fact]
    public void Raise_TwoWaiters_TheNewestIsServedFirst()
    {
        var events = Events();
        var first = events.Wait<int>("go", CancellationToken.None);
        var second = events.Wait<int>("GO", CancellationToken.None);

        events.Raise(new EventRaised("Go", "1"));

        Assert.True(second.IsCompletedSuccessfully);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task Wait_BufferedEvents_AreTakenOldestFirst()
    {
        var events = Events();
        events.Raise(new EventRaised("go", "1"));
        events.Raise(new EventRaised("other", "7"));
        events.Raise(new EventRaised("go", "2"));

        Assert.Equal(1, await events.Wait<int>("go", CancellationToken.None));
        Assert.Equal(2, await events.Wait<int>("go", CancellationToken.None));
    }

    [Fact]
    public void Raise_CancelledWaiter_TheEventGoesToTheLiveOne()
    {
        var events = Events();
        var (live, cancelled) = WaitTwiceAndCancelTheSecond(events);

        events.Raise(new EventRaised("go", "1"));

        Assert.True(cancelled.IsCanceled);
        Assert.True(live.IsCompletedSuccessfully);
    }

    [Fact]
    public void Raise_CancelledWaiterWithUpstreamsDefect_TheEventIsSwallowed()
    {
        var events = Events(swallowForCancelled: true);
        var (live, _) = WaitTwiceAndCancelTheSecond(events);

        events.Raise(new EventRaised("go", "1"));

        Assert.False(live.IsCompleted);
    }

    [Fact]
    public void CarryOver_BufferedAndLaterEvents_AreCarriedInOrder()
    {
        var events = Events();
        events.Raise(new EventRaised("go", "1"));
        events.CarryOver();
        events.Raise(new EventRaised("stop", "2"));

        Assert.Equal([new EventRaised("go", "1"), new EventRaised("stop", "2")], events.Carried);
    }

    [Fact]
    public void StopCarrying_AfterCarryOver_DropsThem()
    {
        var events = Events();
        events.Raise(new EventRaised("go", "1"));
        events.CarryOver();
        events.StopCarrying();

        Assert.Empty(events.Carried);
    }

    [Fact]
    public async Task Raise_PayloadThatDoesNotFit_FailsTheWaiter()
    {
        var events = Events();
        var waiter = events.Wait<int>("go", CancellationToken.None);

        events.Raise(new EventRaised("go", "\"text\""));

        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => waiter);
    }

    [Fact]
    public void Wait_CancelledFromAForeignThread_IsRefused()
    {
        var events = Events();
        using var cancellation = new CancellationTokenSource();
        var waiter = events.Wait<int>("go", cancellation.Token);

        cancellation.Cancel();

        Assert.False(waiter.IsCompleted);
        Assert.True(_thread.WasEnteredFromOutside);
    }

    private ExternalEvents Events(bool swallowForCancelled = false) =>
        new(_thread, new PayloadConverter(EngineTestDefaults.Converter, limit: 1_000), swallowForCancelled);

    private (Task<int> Live, Task<int> Cancelled) WaitTwiceAndCancelTheSecond(ExternalEvents events)
    {
        using var cancellation = new CancellationTokenSource();
        var live = events.Wait<int>("go", CancellationToken.None);
        var cancelled = events.Wait<int>("go", cancellation.Token);
        _thread.Run(cancellation.Cancel);
        return (live, cancelled);
    }
}
