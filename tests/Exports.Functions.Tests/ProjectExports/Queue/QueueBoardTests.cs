using Exports.Functions.Storage.Tables;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.ProjectExports.Queue;

public sealed class QueueBoardTests
{
    private static readonly DateTimeOffset Now = ManualTimeProvider.DefaultStart;

    [Fact]
    public void PositionOf_ShortQueue_IsHowManyWaitBefore()
    {
        var board = Board(1024);

        Assert.Equal([0, 1, 500, 1023], new[] { 0, 1, 500, 1023 }.Select(place => board.PositionOf(Id(place))));
    }

    [Fact]
    public void PositionOf_JobThatIsNotListed_IsThePlaceOfItsId()
    {
        var board = QueueBoard.Of([Id(10), Id(20)], Now);

        Assert.Equal([0, 1, 2], new[] { 5, 15, 25 }.Select(place => board.PositionOf(Id(place))));
        Assert.Equal(0, QueueBoard.Of([], Now).PositionOf(Id(1)));
    }

    [Fact]
    public void PositionOf_LongQueue_IsRoundedUpToTheNextListedOne()
    {
        const int Count = 10_000;
        var board = Board(Count);
        const int Step = 10;

        Assert.InRange(board.Listed.Count, 1, QueueBoard.MaxListed);
        for (var place = 0; place < Count; place++)
            Assert.InRange(board.PositionOf(Id(place)), place, place + Step - 1);
    }

    private static QueueBoard Board(int count) => QueueBoard.Of([.. Enumerable.Range(0, count).Select(Id)], Now);

    private static string Id(int place) => $"{place:x32}";
}
