using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.ProjectExports.Archives;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.ProjectExports.Queue;
using Exports.Functions.Shared;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Moq;

namespace Exports.Functions.Tests.ProjectExports;

/// <summary>The orchestrator alone, over a mocked context: which activities it calls, in which order, with what.</summary>
public sealed class ProjectExportOrchestratorTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly JobEnd Finished = new(ExportJobStatus.Finished, Generation: 1, ExpiresAt: Now.AddDays(1));
    private static readonly ArchiveCursor Half = new() { Blocks = 1, BytesWritten = 10 };
    private static readonly ArchiveCursor Whole = new() { Blocks = 2, BytesWritten = 20, IsComplete = true, Sha256 = "hash" };

    private static readonly ExportInput Input = new(
        7, "job", Now, Now.AddHours(6), new RetrySettings(3, TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(15)));

    private readonly Mock<TaskOrchestrationContext> _context = new() { CallBase = true };
    private readonly Mock<TaskOrchestrationEntityFeature> _entities = new();
    private readonly TaskCompletionSource _deadline = new();
    private readonly TaskCompletionSource<bool> _granted = new();
    private readonly TaskCompletionSource<bool> _ended = new();
    private readonly List<TaskCompletionSource<int>> _redrives = [];
    private Task<bool> _entered = Task.FromResult(true);
    private readonly List<(string Name, object? Input)> _calls = [];
    private readonly List<string> _signals = [];
    private readonly List<DateTime> _backoffs = [];

    public ProjectExportOrchestratorTests()
    {
        _context.Setup(context => context.GetInput<ExportInput>()).Returns(Input);
        _context.SetupGet(context => context.CurrentUtcDateTime).Returns(Now);
        _context.SetupGet(context => context.Entities).Returns(_entities.Object);
        _context.Setup(context => context.CreateTimer(Now.AddHours(6), It.IsAny<CancellationToken>())).Returns(_deadline.Task);
        _context.Setup(context => context.CreateTimer(It.Is<DateTime>(at => at < Now.AddHours(6)), It.IsAny<CancellationToken>()))
            .Callback<DateTime, CancellationToken>((at, _) => _backoffs.Add(at)).Returns(Task.CompletedTask);
        _entities.Setup(feature => feature.SignalEntityAsync(
                ProjectExportEntity.IdOf(7), It.IsAny<string>(), It.IsAny<object?>(), It.IsAny<SignalEntityOptions?>()))
            .Callback<EntityInstanceId, string, object?, SignalEntityOptions?>((_, name, _, _) => _signals.Add(name))
            .Returns(Task.CompletedTask);
        _entities.Setup(feature => feature.SignalEntityAsync(
                ExportQueueEntity.Id, It.IsAny<string>(), "job", It.IsAny<SignalEntityOptions?>()))
            .Callback<EntityInstanceId, string, object?, SignalEntityOptions?>((_, name, _, _) => _signals.Add(name))
            .Returns(Task.CompletedTask);
        _entities.Setup(feature => feature.CallEntityAsync<bool>(ExportQueueEntity.Id, "Enter", "job", null)).Returns(() => _entered);
        Await("SlotGranted", () => _granted.Task);
        Await("Ended", () => _ended.Task);
        Await("Redrive", NextRedrive);
        Answer<bool>("BeginAttempt", _ => Task.FromResult(true));
        Answer<SegmentResult>("WriteSegment", input => Task.FromResult(
            new SegmentResult(((SegmentInput)input!).Cursor == ArchiveCursor.Start ? Half : Whole)));
        Answer<CommitResult>("CommitArchive", _ => Task.FromResult(new CommitResult(Held: true)));
        Answer<JobEnd?>("PublishArchive", _ => Task.FromResult<JobEnd?>(Finished));
        Answer<JobEnd>("FailJob", input => Task.FromResult(Failed((FailInput)input!)));
        Answer<object>("AbandonAttempt", _ => Task.FromResult<object>(null!));
        Answer<object>("CloseJob", _ => Task.FromResult<object>(null!));
    }

    private IEnumerable<string> Called => _calls.Select(call => call.Name);

    [Fact]
    public async Task RunAsync_NothingFails_WritesSegmentBySegmentAndPublishes()
    {
        var end = await ProjectExportOrchestrator.RunAsync(_context.Object);

        Assert.Equal(Finished, end);
        Assert.Equal(["BeginAttempt", "WriteSegment", "WriteSegment", "CommitArchive", "PublishArchive", "CloseJob"], Called);
        Assert.Equal(new SegmentInput(new(7, "job", 1), Half), _calls[2].Input);
        Assert.Equal(new CommitInput(new(7, "job", 1), 2, 20), _calls[3].Input);
        Assert.Equal(new PublishInput(new(7, "job", 1), 20, "hash"), _calls[4].Input);
        Assert.Equal(["Queued", "Started", "Ended", "Leave"], _signals);
    }

    [Fact]
    public async Task RunAsync_UploadHasToWait_WaitsForTheTimeOfTheActivityAndUploadsAgain()
    {
        var results = new Queue<UploadResult>([new(Held: true, Now.AddSeconds(45)), new(Held: true)]);
        Answer<CommitResult>("CommitArchive", _ => Task.FromResult(new CommitResult(Held: true, HasUpload: true)));
        Answer<UploadResult>("UploadArchive", _ => Task.FromResult(results.Dequeue()));

        Assert.Equal(Finished, await ProjectExportOrchestrator.RunAsync(_context.Object));
        Assert.Equal(
            [new UploadInput(new(7, "job", 1), 20, Try: 1), new UploadInput(new(7, "job", 1), 20, Try: 2)],
            _calls.Where(call => call.Name == "UploadArchive").Select(call => call.Input));
        Assert.Equal([Now.AddSeconds(45)], _backoffs);
        Assert.Equal(["UploadArchive", "PublishArchive", "CloseJob"], Called.TakeLast(3));
    }

    [Fact]
    public async Task RunAsync_UploadFailsForGood_FailsTheJobWithoutPublishingOrAnotherAttempt()
    {
        Answer<CommitResult>("CommitArchive", _ => Task.FromResult(new CommitResult(Held: true, HasUpload: true)));
        Answer<UploadResult>("UploadArchive", _ => throw Failure(new AfterExportException("refused")));

        var end = await ProjectExportOrchestrator.RunAsync(_context.Object);

        Assert.Equal(new JobEnd(ExportJobStatus.Failed, FailureReason.AfterExportFailed, "refused"), end);
        Assert.Equal(["BeginAttempt", "WriteSegment", "WriteSegment", "CommitArchive", "UploadArchive", "FailJob", "CloseJob"], Called);
    }

    [Fact]
    public async Task RunAsync_AttemptIsLostWhileUploading_DoesNotPublish()
    {
        Answer<CommitResult>("CommitArchive", _ => Task.FromResult(new CommitResult(Held: true, HasUpload: true)));
        Answer<UploadResult>("UploadArchive", _ => Task.FromResult(new UploadResult(Held: false)));

        await ProjectExportOrchestrator.RunAsync(_context.Object);

        Assert.DoesNotContain("PublishArchive", Called);
    }

    [Fact]
    public async Task RunAsync_EveryAttemptThrows_TriesFourTimesWithGrowingPausesAndFails()
    {
        Answer<SegmentResult>("WriteSegment", _ => throw Failure("disk on fire"));

        var end = await ProjectExportOrchestrator.RunAsync(_context.Object);

        Assert.Equal(new JobEnd(ExportJobStatus.Failed, FailureReason.AttemptsExhausted, "disk on fire"), end);
        Assert.Equal([1, 2, 3, 4], _calls.Where(call => call.Name == "BeginAttempt").Select(call => ((AttemptKey)call.Input!).Attempt));
        Assert.Equal([Now.AddSeconds(30), Now.AddSeconds(60), Now.AddSeconds(120)], _backoffs);
        Assert.Equal(["FailJob", "CloseJob"], Called.TakeLast(2));
    }

    [Fact]
    public async Task RunAsync_SecondAttemptWorks_StartsItFromTheBeginning()
    {
        var first = true;
        Answer<SegmentResult>("WriteSegment", input =>
        {
            if (!first)
                return Task.FromResult(new SegmentResult(Whole));
            first = false;
            throw Failure("once");
        });

        Assert.Equal(Finished, await ProjectExportOrchestrator.RunAsync(_context.Object));
        Assert.Equal(new SegmentInput(new(7, "job", 2), ArchiveCursor.Start), _calls.Last(call => call.Name == "WriteSegment").Input);
        Assert.Equal(new AbandonInput(new(7, "job", 1), "once", Now.AddSeconds(30)), _calls.Single(call => call.Name == "AbandonAttempt").Input);
    }

    [Fact]
    public async Task RunAsync_ContentIsDamaged_FailsWithoutAnotherAttempt()
    {
        Answer<SegmentResult>("WriteSegment", _ => throw Failure(new ArchiveContentException("a", "a is damaged")));

        var end = await ProjectExportOrchestrator.RunAsync(_context.Object);

        Assert.Equal(FailureReason.ContentDamaged, end.Reason);
        Assert.Single(Called, "BeginAttempt");
    }

    [Fact]
    public async Task RunAsync_AttemptIsLost_AsksHowTheJobEnded()
    {
        var cancelled = new JobEnd(ExportJobStatus.Failed, FailureReason.Cancelled, "by ann");
        Answer<SegmentResult>("WriteSegment", _ => Task.FromResult(new SegmentResult(Cursor: null)));
        Answer<JobEnd>("FailJob", _ => Task.FromResult(cancelled));

        Assert.Equal(cancelled, await ProjectExportOrchestrator.RunAsync(_context.Object));
        Assert.Equal(["BeginAttempt", "WriteSegment", "FailJob", "CloseJob"], Called);
    }

    [Fact]
    public async Task RunAsync_DeadlineComesFirst_FailsAndSchedulesNothingMoreOfTheAttempt()
    {
        var segment = new TaskCompletionSource<SegmentResult>();
        Answer<SegmentResult>("WriteSegment", _ => segment.Task);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _deadline.SetResult();
        var end = await run;
        segment.SetResult(new(Half));

        Assert.Equal(FailureReason.Expired, end.Reason);
        Assert.Equal(["BeginAttempt", "WriteSegment", "FailJob", "CloseJob"], Called);
    }

    [Fact]
    public async Task RunAsync_DeadlineComesWhileTheAttemptFails_SchedulesNeitherPauseNorRetry()
    {
        var segment = new TaskCompletionSource<SegmentResult>();
        Answer<SegmentResult>("WriteSegment", _ => segment.Task);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _deadline.SetResult();
        await run;
        segment.SetException(Failure("late"));

        Assert.Equal(["BeginAttempt", "WriteSegment", "FailJob", "CloseJob"], Called);
        Assert.Empty(_backoffs);
    }

    [Fact]
    public async Task RunAsync_DeadlineComesBeforeTheAttemptBegins_EndsTheJobOnce()
    {
        var begun = new TaskCompletionSource<bool>();
        Answer<bool>("BeginAttempt", _ => begun.Task);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _deadline.SetResult();
        await run;
        begun.SetResult(false);

        Assert.Equal(["BeginAttempt", "FailJob", "CloseJob"], Called);
    }

    [Fact]
    public async Task RunAsync_PublishedJustBeforeTheDeadline_IsFinished()
    {
        Answer<SegmentResult>("WriteSegment", _ => new TaskCompletionSource<SegmentResult>().Task);
        Answer<JobEnd>("FailJob", _ => Task.FromResult(Finished));
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _deadline.SetResult();

        Assert.Equal(Finished, await run);
    }

    [Fact]
    public async Task RunAsync_WorkIsDone_CancelsTheDeadline()
    {
        var token = CancellationToken.None;
        _context.Setup(context => context.CreateTimer(Now.AddHours(6), It.IsAny<CancellationToken>()))
            .Callback<DateTime, CancellationToken>((_, given) => token = given).Returns(_deadline.Task);

        await ProjectExportOrchestrator.RunAsync(_context.Object);

        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task RunAsync_NoSlotIsFree_BeginsWhenItIsGranted()
    {
        _entered = Task.FromResult(false);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);
        Assert.Empty(Called);

        _granted.SetResult(true);

        Assert.Equal(Finished, await run);
        Assert.Equal("BeginAttempt", Called.First());
    }

    [Fact]
    public async Task RunAsync_DeadlineComesInTheQueue_FailsAndLeavesIt()
    {
        _entered = Task.FromResult(false);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _deadline.SetResult();
        Assert.Equal(FailureReason.Expired, (await run).Reason);
        _granted.SetResult(true);

        Assert.Equal(["FailJob", "CloseJob"], Called);
        Assert.Equal(["Queued", "Ended", "Leave"], _signals);
    }

    [Fact]
    public async Task RunAsync_EndedFromOutsideInTheQueue_AsksHowAndLeavesIt()
    {
        var cancelled = new JobEnd(ExportJobStatus.Failed, FailureReason.Cancelled, "by ann");
        Answer<JobEnd>("FailJob", _ => Task.FromResult(cancelled));
        _entered = Task.FromResult(false);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _ended.SetResult(true);
        Assert.Equal(cancelled, await run);
        _granted.SetResult(true);

        Assert.Equal(["FailJob", "CloseJob"], Called);
        Assert.Equal(["Queued", "Ended", "Leave"], _signals);
    }

    [Fact]
    public async Task RunAsync_AttemptFellSilent_StartsTheNextAtOnceAndLetsTheOldOneScheduleNothing()
    {
        var silent = new TaskCompletionSource<SegmentResult>();
        Answer<SegmentResult>("WriteSegment", input =>
            ((SegmentInput)input!).Attempt.Attempt == 1 ? silent.Task : Task.FromResult(new SegmentResult(Whole)));
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _redrives[^1].SetResult(1);
        Assert.Equal(Finished, await run);
        silent.SetResult(new(Half));

        Assert.Equal(
            ["BeginAttempt", "WriteSegment", "AbandonAttempt", "BeginAttempt", "WriteSegment", "CommitArchive", "PublishArchive", "CloseJob"], Called);
        Assert.Equal(2, ((PublishInput)_calls.Single(call => call.Name == "PublishArchive").Input!).Attempt.Attempt);
        Assert.Empty(_backoffs);
    }

    [Fact]
    public async Task RunAsync_EveryAttemptFallsSilent_FailsWorkerLost()
    {
        Answer<SegmentResult>("WriteSegment", _ => new TaskCompletionSource<SegmentResult>().Task);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        for (var attempt = 1; attempt <= 4; attempt++)
            _redrives[^1].SetResult(attempt);

        Assert.Equal(FailureReason.WorkerLost, (await run).Reason);
        Assert.Equal(4, Called.Count(name => name == "BeginAttempt"));
    }

    [Fact]
    public async Task RunAsync_RedrivesForAnotherAttempt_AreIgnoredAndOneWaiterLives()
    {
        var (first, second) = (new TaskCompletionSource<SegmentResult>(), new TaskCompletionSource<SegmentResult>());
        Answer<SegmentResult>("WriteSegment", input => ((SegmentInput)input!).Attempt.Attempt == 1 ? first.Task : second.Task);
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _redrives[^1].SetResult(7);
        Assert.Single(Called, "BeginAttempt");
        _redrives[^1].SetResult(1);
        _redrives[^1].SetResult(1);
        Assert.Equal(2, Called.Count(name => name == "BeginAttempt"));
        Assert.Single(_redrives, waiter => !waiter.Task.IsCompleted);
        second.SetResult(new(Whole));

        Assert.Equal(Finished, await run);
        Assert.Equal(2, Called.Count(name => name == "BeginAttempt"));
    }

    [Fact]
    public async Task RunAsync_RedriveDuringThePause_DoesNotShortenOrRepeatAnything()
    {
        var pause = new TaskCompletionSource();
        _context.Setup(context => context.CreateTimer(Now.AddSeconds(30), It.IsAny<CancellationToken>())).Returns(pause.Task);
        var segments = new Queue<Func<SegmentResult>>([() => throw Failure("once"), () => new(Whole)]);
        Answer<SegmentResult>("WriteSegment", _ => Task.FromResult(segments.Dequeue()()));
        var run = ProjectExportOrchestrator.RunAsync(_context.Object);

        _redrives[^1].SetResult(1);
        Assert.Single(Called, "BeginAttempt");
        pause.SetResult();

        Assert.Equal(Finished, await run);
        Assert.Equal(2, Called.Count(name => name == "BeginAttempt"));
    }

    private static JobEnd Failed(FailInput input) => new(ExportJobStatus.Failed, input.Reason, input.Message);

    private static TaskFailedException Failure(string message) => Failure(new InvalidOperationException(message));

    private static TaskFailedException Failure(Exception cause) => new("WriteSegment", 1, cause);

    private void Answer<T>(string activity, Func<object?, Task<T>> answer) => _context
        .Setup(context => context.CallActivityAsync<T>(new TaskName(activity), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
        .Returns<TaskName, object?, TaskOptions?>((name, input, _) =>
        {
            _calls.Add((name.Name, input));
            return answer(input);
        });

    private Task<int> NextRedrive()
    {
        _redrives.Add(new());
        return _redrives[^1].Task;
    }

    private void Await<T>(string name, Func<Task<T>> next) =>
        _context.Setup(context => context.WaitForExternalEvent<T>(name, It.IsAny<CancellationToken>())).Returns(next);
}
