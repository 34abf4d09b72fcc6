using Exports.Functions.ProjectExports.Queue;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Moq;

namespace Exports.Functions.Tests.ProjectExports.Queue;

public sealed class ExportQueueEntityTests
{
    private static readonly QueueRepair Nothing = new([], [], [], []);

    private readonly Mock<TaskEntityContext> _context = new();
    private readonly Mock<TaskEntityState> _stored = new();
    private readonly List<string> _told = [];
    private object? _state;
    private int _slots = 1;

    public ExportQueueEntityTests()
    {
        _stored.Setup(state => state.GetState(typeof(ExportQueueState))).Returns(() => _state);
        _stored.Setup(state => state.SetState(It.IsAny<object?>())).Callback<object?>(state => _state = state);
        _context
            .Setup(context => context.ScheduleNewOrchestration("GrantSlots", It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>()))
            .Callback<TaskName, object?, StartOrchestrationOptions?>((_, input, _) => _told.AddRange((string[])input!))
            .Returns("id");
    }

    private string Picture => $"{string.Join(' ', State.Holders)}, waiting: {string.Join(' ', State.Tickets)}";

    private ExportQueueState State => Assert.IsType<ExportQueueState>(_state);

    [Fact]
    public async Task Enter_SlotIsFree_IsAnsweredAtOnceAndNobodyIsTold()
    {
        Assert.Equal(true, await SendAsync("Enter", "a"));

        Assert.Equal(["a"], State.Holders);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Enter_NoSlotIsFree_Waits()
    {
        await SendAsync("Enter", "a");

        Assert.Equal(false, await SendAsync("Enter", "b"));
        Assert.Equal(["b"], State.Tickets);
    }

    [Fact]
    public async Task Enter_Repeated_ChangesNothing()
    {
        await SendAsync("Enter", "a");
        await SendAsync("Enter", "b");

        Assert.Equal(true, await SendAsync("Enter", "a"));
        Assert.Equal(false, await SendAsync("Enter", "b"));
        Assert.Equal("a, waiting: b", Picture);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Enter_OlderJobComesLate_StandsBeforeYoungerOnes()
    {
        foreach (var job in new[] { "a", "d", "c", "b" })
            await SendAsync("Enter", job);

        Assert.Equal(["b", "c", "d"], State.Tickets);
    }

    [Fact]
    public async Task Leave_OthersWait_TheFirstIsTold()
    {
        foreach (var job in new[] { "a", "b", "c" })
            await SendAsync("Enter", job);

        await SendAsync("Leave", "a");

        Assert.Equal(["b"], _told);
        Assert.Equal("b, waiting: c", Picture);
    }

    [Fact]
    public async Task Leave_RepeatedOrUnknownOrWaiting_FreesNobodyElsesSlot()
    {
        foreach (var job in new[] { "a", "b", "c" })
            await SendAsync("Enter", job);

        foreach (var job in new[] { "b", "b", "nobody" })
            await SendAsync("Leave", job);

        Assert.Empty(_told);
        Assert.Equal("a, waiting: c", Picture);
    }

    [Fact]
    public async Task Slots_Lowered_NobodyIsTakenOutAndNobodyComesInUntilThereIsRoom()
    {
        _slots = 3;
        foreach (var job in new[] { "a", "b", "c", "d" })
            await SendAsync("Enter", job);
        _slots = 1;

        await SendAsync("Leave", "a");
        await SendAsync("Leave", "b");
        Assert.Empty(_told);
        await SendAsync("Leave", "c");

        Assert.Equal(["d"], _told);
    }

    [Fact]
    public async Task Slots_Raised_TheNextOperationFillsThem()
    {
        foreach (var job in new[] { "a", "b", "c", "d" })
            await SendAsync("Enter", job);
        _slots = 3;

        await SendAsync("Repair", Nothing);

        Assert.Equal(["b", "c"], _told);
    }

    [Fact]
    public async Task Repair_RowsSayOtherwise_FollowsTheRows()
    {
        foreach (var job in new[] { "gone", "lost-b", "z" })
            await SendAsync("Enter", job);

        await SendAsync("Repair", new QueueRepair(Gone: ["gone", "lost-b"], Waiting: ["a"], Running: ["r"], Untold: []));

        Assert.Equal("r, waiting: a z", Picture);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Repair_HolderDidNotHear_IsToldAgainAndOthersAreNot()
    {
        await SendAsync("Enter", "a");
        await SendAsync("Enter", "b");

        await SendAsync("Repair", Nothing with { Untold = ["a", "b", "gone"] });

        Assert.Equal(["a"], _told);
    }

    [Fact]
    public async Task Tickets_Thousands_StaySmall()
    {
        for (var i = 0; i < 5_000; i++)
            await SendAsync("Enter", $"{i:x32}");

        Assert.Equal(4_999, State.Tickets.Count);
        Assert.InRange(System.Text.Json.JsonSerializer.Serialize(State).Length, 1, 200_000);
    }

    private async Task<object?> SendAsync(string name, object input)
    {
        var operation = new Mock<TaskEntityOperation>();
        operation.SetupGet(o => o.Name).Returns(name);
        operation.SetupGet(o => o.Context).Returns(_context.Object);
        operation.SetupGet(o => o.State).Returns(_stored.Object);
        operation.SetupGet(o => o.HasInput).Returns(true);
        operation.Setup(o => o.GetInput(It.IsAny<Type>())).Returns(input);
        return await new ExportQueueEntity(_slots).RunAsync(operation.Object);
    }
}
