using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared;
using Exports.TestKit.Time;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;
using Moq;

namespace Exports.Functions.Tests.ProjectExports;

public sealed class ProjectExportEntityTests
{
    private static readonly DateTimeOffset Expiry = ManualTimeProvider.DefaultStart.AddHours(24);
    private static readonly EntityInstanceId Id = ProjectExportEntity.IdOf(7);

    private readonly Mock<TaskEntityContext> _context = new();
    private readonly Mock<TaskEntityState> _stored = new();
    private object? _state;

    public ProjectExportEntityTests()
    {
        _context.SetupGet(context => context.Id).Returns(Id);
        _stored.Setup(state => state.GetState(typeof(ProjectExportEntityState))).Returns(() => _state);
        _stored.Setup(state => state.SetState(It.IsAny<object?>())).Callback<object?>(state => _state = state);
    }

    private ProjectExportEntityState State => Assert.IsType<ProjectExportEntityState>(_state);

    [Fact]
    public async Task Jobs_QueuedStartedEnded_AreMirrored()
    {
        await SendAsync("Queued", "a");
        await SendAsync("Queued", "b");
        await SendAsync("Started", "a");
        Assert.Equal(ExportJobStatus.Started, State.Active["a"]);
        Assert.Equal(ExportJobStatus.Queued, State.Active["b"]);

        await SendAsync("Ended", new JobEnded("a", new(ExportJobStatus.Failed, FailureReason.Cancelled)));

        Assert.Equal(["b"], State.Active.Keys);
    }

    [Fact]
    public async Task Queued_AfterStarted_ChangesNothing()
    {
        await SendAsync("Started", "a");
        await SendAsync("Queued", "a");

        Assert.Equal(ExportJobStatus.Started, State.Active["a"]);
    }

    [Fact]
    public async Task Ended_Finished_SetsOneTimerForTheGeneration()
    {
        await SendAsync("Ended", Finished(1));
        await SendAsync("Ended", Finished(1));

        _context.Verify(
            context => context.SignalEntity(Id, "Expire", 1L, It.Is<SignalEntityOptions>(options => options.SignalTime == Expiry)), Times.Once);
    }

    [Fact]
    public async Task Expire_CurrentGeneration_StartsItsRemoval()
    {
        await SendAsync("Ended", Finished(1));
        await SendAsync("Expire", 1L);

        _context.Verify(
            context => context.ScheduleNewOrchestration(
                "DeleteArchive",
                new ArchiveKey(7, 1),
                It.Is<StartOrchestrationOptions>(options => options.InstanceId == "delete-archive-7-1")),
            Times.Once);
    }

    [Fact]
    public async Task Expire_StaleGeneration_IsIgnored()
    {
        await SendAsync("Ended", Finished(1));
        await SendAsync("Ended", Finished(2));
        await SendAsync("Expire", 1L);

        VerifyNoRemoval();
    }

    [Fact]
    public async Task Expire_Pinned_IsIgnored()
    {
        await SendAsync("Ended", Finished(1));
        await SendAsync("Watch", new ArchiveLease(1, Expiry, Pinned: true));
        await SendAsync("Expire", 1L);

        VerifyNoRemoval();
    }

    [Fact]
    public async Task Watch_Unpinned_SetsATimerForTheNewGeneration()
    {
        await SendAsync("Ended", Finished(1));
        await SendAsync("Watch", new ArchiveLease(1, Expiry, Pinned: true));
        await SendAsync("Watch", new ArchiveLease(2, Expiry.AddHours(3)));

        _context.Verify(
            context => context.SignalEntity(
                Id, "Expire", 2L, It.Is<SignalEntityOptions>(options => options.SignalTime == Expiry.AddHours(3))),
            Times.Once);
    }

    [Fact]
    public async Task Watch_OlderGeneration_IsIgnored()
    {
        await SendAsync("Ended", Finished(2));
        await SendAsync("Watch", new ArchiveLease(1, Expiry, Pinned: true));

        Assert.Equal(2, State.Generation);
        Assert.False(State.Pinned);
    }

    [Fact]
    public async Task Rebuild_FromTheRows_ReplacesTheMirrorAndKeepsTheTimer()
    {
        await SendAsync("Queued", "gone");
        await SendAsync("Ended", Finished(1));
        var mirror = new ProjectMirror(
            new Dictionary<string, ExportJobStatus> { ["here"] = ExportJobStatus.Started }, new ArchiveLease(1, Expiry));

        await SendAsync("Rebuild", mirror);

        Assert.Equal(["here"], State.Active.Keys);
        Assert.Equal(1, State.Generation);
        _context.Verify(context => context.SignalEntity(Id, "Expire", 1L, It.IsAny<SignalEntityOptions>()), Times.Once);
    }

    private static JobEnded Finished(long generation) =>
        new("job", new(ExportJobStatus.Finished, Generation: generation, ExpiresAt: Expiry));

    private void VerifyNoRemoval() => _context.Verify(
        context => context.ScheduleNewOrchestration(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>()), Times.Never);

    private async Task SendAsync(string name, object input)
    {
        var operation = new Mock<TaskEntityOperation>();
        operation.SetupGet(o => o.Name).Returns(name);
        operation.SetupGet(o => o.Context).Returns(_context.Object);
        operation.SetupGet(o => o.State).Returns(_stored.Object);
        operation.SetupGet(o => o.HasInput).Returns(true);
        operation.Setup(o => o.GetInput(It.IsAny<Type>())).Returns(input);
        await new ProjectExportEntity().RunAsync(operation.Object);
    }
}
