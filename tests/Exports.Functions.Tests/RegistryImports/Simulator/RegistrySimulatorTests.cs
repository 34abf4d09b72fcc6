using Exports.Functions.Tests.RegistryImports.Scenarios;
using Exports.TestKit.Registry;
using Exports.TestKit.Time;

namespace Exports.Functions.Tests.RegistryImports.Simulator;

/// <summary>The simulator can do all that went wrong at the original: a test that it passes would otherwise prove nothing.</summary>
public sealed class RegistrySimulatorTests : IDisposable
{
    private const string Path = "g/app";
    private const SimulatedStep Pre = SimulatedStep.Pre;
    private const SimulatedStep Final = SimulatedStep.Final;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly PlannedScript _script = new();
    private readonly List<string> _notified = [];
    private readonly RegistrySimulator _registry;

    public RegistrySimulatorTests() =>
        _registry = new RegistrySimulator(_script, _clock, capacity: 2) { Notify = notification => _notified.Add(notification.Status) };

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Cancel_WorkerNoticesLate_RunsOnBehindACancelledRecord()
    {
        Plan(new StepScript(Minute, StepEnd.Hang, TimeSpan.FromSeconds(4)));
        _registry.Start(Path, Pre);

        Assert.Equal(202, _registry.Cancel(Path, force: false).Code);

        Assert.Equal(SimulatedStatus.PreImportCanceled, _registry.StatusOf(Path));
        Assert.Equal(1, Live(Path));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, Live(Path));
        Assert.Empty(_notified);
    }

    [Fact]
    public void Cancel_WorkerEndsBeforeItNotices_OverwritesCancelledWithComplete()
    {
        Plan(new StepScript(TimeSpan.FromSeconds(2), StepEnd.Complete, TimeSpan.FromSeconds(4)));
        _registry.Start(Path, Pre);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _registry.Cancel(Path, force: false);
        Assert.Equal(SimulatedStatus.PreImportCanceled, _registry.StatusOf(Path));

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(SimulatedStatus.PreImportComplete, _registry.StatusOf(Path));
        Assert.Equal(["pre_import_complete"], _notified);
    }

    [Fact]
    public void Start_FinalRightAfterACancel_IsTakenAndNoticedAsTwoWorkers()
    {
        _script.Plan(Path, Final, new StepScript(Minute, StepEnd.Hang, TimeSpan.FromSeconds(4)), new StepScript(Minute));
        _registry.Start(Path, Pre);
        _clock.Advance(Minute);
        _registry.Start(Path, Final);
        _registry.Cancel(Path, force: false);
        Assert.Empty(_registry.Doubled);

        Assert.Equal(202, _registry.Start(Path, Final).Code);

        Assert.Equal([Path], _registry.Doubled);
    }

    [Fact]
    public void Start_PreWithinFiveSecondsOfItsCancel_IsNotReady()
    {
        Plan(new StepScript(Minute, StepEnd.Hang));
        _registry.Start(Path, Pre);
        _registry.Cancel(Path, force: false);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal((429, "IMPORT_REPOSITORY_NOT_READY"), CodeOf(_registry.Start(Path, Pre)));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((202, null), CodeOf(_registry.Start(Path, Pre)));
    }

    [Fact]
    public void Start_CapacityIsReached_IsRateLimitedUntilOneEnds()
    {
        _registry.Start("g/one", Pre);
        _registry.Start("g/two", Pre);

        Assert.Equal((429, "IMPORT_RATE_LIMIT"), CodeOf(_registry.Start("g/three", Pre)));
        _clock.Advance(Minute);
        Assert.Equal((202, null), CodeOf(_registry.Start("g/three", Pre)));
        Assert.Equal(2, _registry.MostLiveWorkers);
    }

    [Fact]
    public void Restart_SomethingRuns_CancelsAndNotifiesItAndRunsItAgainAsTheSame()
    {
        Plan(new StepScript(Minute * 2), new StepScript(Minute, StepEnd.Fail));
        _registry.Start(Path, Pre);

        _registry.Restart();

        Assert.Equal(["pre_import_canceled"], _notified);
        Assert.Equal(202, _registry.Start(Path, Pre).Code);
        _clock.Advance(Minute * 2);
        Assert.Equal(["pre_import_canceled", "pre_import_complete"], _notified);
    }

    /// <summary>Nobody can tell from outside which of the two ended it, and whoever asked for a cancel takes it for their own.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Restart_AboutACancelThatWasAskedFor_GoesOnWithTheNextRun(bool isAskedBefore)
    {
        _script.Answers = AnswerFault.Cut;
        Plan(new StepScript(Minute, StepEnd.Hang), new StepScript(Minute));
        _registry.Start(Path, Pre);

        if (isAskedBefore)
            _registry.FaultOf($"{Path}/", "DELETE");
        _registry.Restart();
        if (!isAskedBefore)
            _registry.FaultOf($"{Path}/", "DELETE");
        _registry.Start(Path, Pre);
        _clock.Advance(Minute);

        Assert.Equal(SimulatedStatus.PreImportComplete, _registry.StatusOf(Path));
    }

    [Fact]
    public void Restart_AfterACancelThatWasRefused_RunsItAgainAsTheSame()
    {
        _script.Answers = AnswerFault.Unavailable;
        Plan(new StepScript(Minute, StepEnd.Fail), new StepScript(Minute));
        _registry.Start(Path, Pre);

        _registry.FaultOf($"{Path}/", "DELETE");
        _registry.Restart();
        _registry.Start(Path, Pre);
        _clock.Advance(Minute);

        Assert.Equal(SimulatedStatus.PreImportFailed, _registry.StatusOf(Path));
    }

    [Theory]
    [InlineData("None", 1, 1)]
    [InlineData("Lost", 0, 0)]
    [InlineData("Late", 0, 1)]
    [InlineData("Duplicated", 2, 2)]
    public void Notify_EachFault_BringsItsNumberOfNotificationsAtItsTime(string fault, int atOnce, int later)
    {
        Plan(new StepScript(Minute, Notification: Enum.Parse<NotificationFault>(fault)));
        _registry.Start(Path, Pre);

        _clock.Advance(Minute);
        Assert.Equal(atOnce, _notified.Count);
        _clock.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(later, _notified.Count);
    }

    [Fact]
    public void Start_VanishingOne_IsTakenAndGone()
    {
        _script.Plan(Path, RepositoryKind.Vanishing);

        Assert.Equal(202, _registry.Start(Path, Pre).Code);

        Assert.Equal(404, _registry.Ask(Path).Code);
        Assert.Equal(404, _registry.Cancel(Path, force: true).Code);
        Assert.Equal(404, _registry.Start(Path, Pre).Code);
    }

    private void Plan(params StepScript[] runs) => _script.Plan(Path, Pre, runs);

    private int Live(string path) => _registry.LiveWorkersOf(path);

    private static (int Code, string? Error) CodeOf(RegistryReply reply) => (reply.Code, reply.Error);
}
