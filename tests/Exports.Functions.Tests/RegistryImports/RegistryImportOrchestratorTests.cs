using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Microsoft.DurableTask;
using Moq;

namespace Exports.Functions.Tests.RegistryImports;

/// <summary>The orchestrator alone, over a mocked context: which activities it calls, for which moves, and what it waits for.</summary>
public sealed class RegistryImportOrchestratorTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly RepositoryKey Key = new("hash", "group/app/web", 2);
    private static readonly PollSettings Polling = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));
    private static readonly Move FollowPre = new(MoveKind.Follow, ImportStep.PreImport);
    private static readonly Move End = new(MoveKind.End, ImportStep.Import);

    private readonly Mock<TaskOrchestrationContext> _context = new();
    private readonly List<(string Name, ImportTurn? Turn)> _calls = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly List<CancellationToken> _timers = [];
    private readonly List<TaskCompletionSource<ImportMessage>> _waiters = [];
    private readonly Queue<Move> _moves = new();
    private Func<Task> _timer = () => Task.CompletedTask;
    private Action<ImportTurn> _during = _ => { };
    private ImportLife _life = new(Key, Polling);

    public RegistryImportOrchestratorTests()
    {
        _context.Setup(context => context.GetInput<ImportLife>()).Returns(() => _life);
        _context.SetupGet(context => context.CurrentUtcDateTime).Returns(Now);
        _context.Setup(context => context.CreateTimer(It.IsAny<DateTime>(), It.IsAny<CancellationToken>())).Returns<DateTime, CancellationToken>((at, over) =>
        {
            _waits.Add(at - Now);
            _timers.Add(over);
            return _timer();
        });
        _context.Setup(context => context.WaitForExternalEvent<ImportMessage>(ImportMessage.EventName, It.IsAny<CancellationToken>())).Returns(() =>
        {
            _waiters.Add(new());
            return _waiters[^1].Task;
        });
        _context.Setup(context => context.CallActivityAsync<Move>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .Returns<TaskName, object?, TaskOptions?>((name, input, _) =>
            {
                _calls.Add((name.Name, (ImportTurn?)input));
                _during((ImportTurn)input!);
                return Task.FromResult(_moves.Dequeue());
            });
        _context.Setup(context => context.CallActivityAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .Returns<TaskName, object?, TaskOptions?>((name, _, _) =>
            {
                _calls.Add((name.Name, null));
                return Task.CompletedTask;
            });
    }

    private IEnumerable<string> Called => _calls.Select(call => call.Name);

    [Fact]
    public async Task RunAsync_NothingInTheWay_MakesMoveAfterMoveAndFreesTheSlot()
    {
        Move start = new(MoveKind.Start, ImportStep.PreImport), final = new(MoveKind.Start, ImportStep.Import);
        Next(start, FollowPre, final, End);

        await RunAsync();

        Assert.Equal(
            ["BeginImportAttempt", "StartImportStep", "CheckImportStep", "StartImportStep", "EndImportAttempt", "FillImportSlots"], Called);
        Assert.Equal([1, 2, 3, 4], _calls.Take(4).Select(call => call.Turn!.Turn));
        Assert.Equal([start, FollowPre, final], _calls.Skip(1).Take(3).Select(call => call.Turn!.Asked));
    }

    [Fact]
    public async Task RunAsync_LongStep_PollsLessAndLessWithOneLiveWaiter()
    {
        Next([FollowPre, .. Enumerable.Repeat(FollowPre, 5), End]);

        await RunAsync();

        Assert.Equal([30, 60, 120, 240, 300, 300], _waits.Select(wait => wait.TotalSeconds));
        Assert.Single(_waiters);
    }

    [Fact]
    public async Task RunAsync_FiftyMoves_StartsAHistoryOverWhereItIs()
    {
        Next([.. Enumerable.Repeat(FollowPre, 51)]);

        await RunAsync();

        var expected = _life with { Turn = 51, Next = FollowPre };
        _context.Verify(context => context.ContinueAsNew(expected, true), Times.Once);
        Assert.DoesNotContain("EndImportAttempt", Called);
    }

    [Fact]
    public async Task RunAsync_SkipToldDuringTheLastMoveOfAHistory_IsObeyedAndNotLeftBehind()
    {
        Next([.. Enumerable.Repeat(FollowPre, 51), End]);
        _during = turn =>
        {
            if (turn.Turn == 51)
                _waiters[0].SetResult(new(ImportMessageKind.Cancel, Attempt: 2, CancelKind.Skip));
        };

        await RunAsync();

        Assert.Equal(["CancelImportStep", "EndImportAttempt", "FillImportSlots"], Called.TakeLast(3));
        Assert.Equal(CancelKind.Skip, _calls.Single(call => call.Name == "CancelImportStep").Turn!.Asked.Cancel);
        _context.Verify(context => context.ContinueAsNew(It.IsAny<object>(), It.IsAny<bool>()), Times.Never);
    }

    [Fact]
    public async Task RunAsync_GoingOnInANewHistory_AsksNothingTwice()
    {
        _life = _life with { Turn = 51, Next = FollowPre };
        Next(End);

        await RunAsync();

        Assert.Equal(["CheckImportStep", "EndImportAttempt", "FillImportSlots"], Called);
        Assert.Equal(52, _calls[0].Turn!.Turn);
        Assert.Equal([Polling.First], _waits);
    }

    [Fact]
    public async Task RunAsync_CancelForThisAttempt_EndsTheWaitAndCancelsTheStep()
    {
        Next(FollowPre, End);
        _timer = Never;

        var running = RunAsync();
        _waiters[0].SetResult(new(ImportMessageKind.Cancel, Attempt: 2));
        await running;

        Assert.Equal(["BeginImportAttempt", "CancelImportStep", "EndImportAttempt", "FillImportSlots"], Called);
        Assert.Equal((MoveKind.Cancel, ImportStep.PreImport), (_calls[1].Turn!.Asked.Kind, _calls[1].Turn!.Asked.Step));
        Assert.True(_timers[0].IsCancellationRequested);
        Assert.Equal(2, _waiters.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task RunAsync_CancelForAnotherAttempt_IsIgnored(int attempt)
    {
        Next(FollowPre, End);
        var time = new TaskCompletionSource();
        _timer = () => time.Task;

        var running = RunAsync();
        _waiters[0].SetResult(new(ImportMessageKind.Cancel, attempt));
        time.SetResult();
        await running;

        Assert.Contains("CheckImportStep", Called);
        Assert.DoesNotContain("CancelImportStep", Called);
    }

    [Fact]
    public async Task RunAsync_CancelOfTheStepThatIsOverMeanwhile_DoesNotHitTheNextOne()
    {
        Next(new(MoveKind.Start, ImportStep.Import), new(MoveKind.Follow, ImportStep.Import), End);
        var time = new TaskCompletionSource();
        _timer = () => time.Task;

        var running = RunAsync();
        _waiters[0].SetResult(new(ImportMessageKind.Cancel, Attempt: 2, Step: ImportStep.PreImport));
        time.SetResult();
        await running;

        Assert.Equal(["BeginImportAttempt", "StartImportStep", "CheckImportStep", "EndImportAttempt", "FillImportSlots"], Called);
    }

    [Fact]
    public async Task RunAsync_HintWhileAStepIsFollowed_AsksAtOnce()
    {
        Next(FollowPre, End);
        _timer = Never;

        var running = RunAsync();
        _waiters[0].SetResult(new(ImportMessageKind.Look));
        await running;

        Assert.Contains("CheckImportStep", Called);
    }

    [Fact]
    public async Task RunAsync_HintWhileTheRegistryIsBusy_DoesNotShortenTheWait()
    {
        Next(new(MoveKind.Start, ImportStep.PreImport, TimeSpan.FromSeconds(90), Tries: 1), End);
        var time = new TaskCompletionSource();
        _timer = () => time.Task;

        var running = RunAsync();
        _waiters[0].SetResult(new(ImportMessageKind.Look));

        Assert.DoesNotContain("StartImportStep", Called);
        time.SetResult();
        await running;
        Assert.Contains("StartImportStep", Called);
        Assert.Equal([TimeSpan.FromSeconds(90)], _waits);
    }

    [Fact]
    public async Task RunAsync_SkipToldWhileACancelIsConfirmed_WaitsAndIsNotForgotten()
    {
        Next(new(MoveKind.AwaitCancel, ImportStep.Import, TimeSpan.FromSeconds(5)), End);
        var time = new TaskCompletionSource();
        _timer = () => time.Task;

        var running = RunAsync();
        _waiters[0].SetResult(new(ImportMessageKind.Cancel, 2, CancelKind.Skip));
        Assert.DoesNotContain("SettleImportCancel", Called);
        time.SetResult();
        await running;

        Assert.Equal(CancelKind.Skip, _calls.Single(call => call.Name == "SettleImportCancel").Turn!.Asked.Cancel);
    }

    private static Task Never() => new TaskCompletionSource().Task;

    private Task RunAsync() => RegistryImportOrchestrator.RunAsync(_context.Object);

    private void Next(params Move[] moves)
    {
        foreach (var move in moves)
            _moves.Enqueue(move);
    }
}
