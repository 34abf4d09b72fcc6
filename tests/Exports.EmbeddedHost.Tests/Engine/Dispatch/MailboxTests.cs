using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.History;

namespace Exports.EmbeddedHost.Tests.Engine.Dispatch;

public sealed class MailboxTests
{
    private readonly Mailbox _mailbox = new("instance");

    [Fact]
    public void Add_WhileAtWork_DoesNotStartASecondStep()
    {
        Assert.True(_mailbox.Add(Delivery(1)));
        Assert.False(_mailbox.Add(Delivery(2)));
    }

    [Fact]
    public void Take_MessagesOutOfOrder_ComesInOrderOfNumber()
    {
        _mailbox.Add(Delivery(3));
        _mailbox.Add(Delivery(1));
        _mailbox.Add(Delivery(2));

        Assert.Equal([1L, 2L], _mailbox.Take(2).Select(delivery => delivery.Message.Seq));
        Assert.Equal([3L], _mailbox.Take(2).Select(delivery => delivery.Message.Seq));
    }

    [Fact]
    public void Finish_ArrivalsMeanwhile_StaysAtWork()
    {
        _mailbox.Add(Delivery(1));
        _mailbox.Take(10);
        _mailbox.Add(Delivery(2));

        Assert.True(_mailbox.Finish([]));
    }

    [Fact]
    public void Finish_OnlyHeldMessages_RestsUntilTheNextArrival()
    {
        _mailbox.Add(Delivery(1));
        var held = _mailbox.Take(10);

        Assert.False(_mailbox.Finish(held));
        Assert.False(_mailbox.TryRetire());
        Assert.True(_mailbox.Add(Delivery(2)));
        Assert.Equal([1L, 2L], _mailbox.Take(10).Select(delivery => delivery.Message.Seq));
    }

    [Fact]
    public void Take_MoreIsHeldThanOneStepTakes_StillReachesTheNewest()
    {
        for (var seq = 1; seq <= 5; seq++)
        {
            _mailbox.Add(Delivery(seq));
        }

        _mailbox.Finish(_mailbox.Take(2));
        _mailbox.Finish(_mailbox.Take(2));

        Assert.Equal([1L, 2L, 3L, 4L, 5L], _mailbox.Take(2).Select(delivery => delivery.Message.Seq));
    }

    [Fact]
    public void Add_Retired_IsRefused()
    {
        _mailbox.Add(Delivery(1));
        _mailbox.Take(10);
        _mailbox.Finish([]);

        Assert.True(_mailbox.TryRetire());
        Assert.Null(_mailbox.Add(Delivery(2)));
    }

    [Fact]
    public void PutBack_FailedStep_MarksItsMessagesUnverified()
    {
        _mailbox.Add(Delivery(1));

        _mailbox.PutBack(_mailbox.Take(10));

        Assert.False(Assert.Single(_mailbox.Take(10)).IsVerified);
    }

    private static Delivery Delivery(long seq) =>
        new(new InstanceMessage(seq, "instance", null, new EventRaised("go", null)), IsVerified: true);
}
