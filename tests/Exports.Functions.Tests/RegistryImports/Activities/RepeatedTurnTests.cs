using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Activities;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.TestKit.Faults;
using Microsoft.Extensions.Options;
using Moq;

namespace Exports.Functions.Tests.RegistryImports.Activities;

/// <summary>An activity runs at least once, and the registry may answer otherwise the second time.</summary>
public sealed class RepeatedTurnTests : IAsyncLifetime, IDisposable
{
    private const string Path = "group/app/web";

    private readonly RepositoryFixture _fixture = new();
    private readonly Mock<IRegistryClient> _registry = new(MockBehavior.Strict);
    private readonly RepositoryKey _key = new(RepositoryHash.Of(Path), Path, 1);

    private AttemptWriter Writer => new(_fixture.Ledger, _fixture.Control, _fixture.Clock);

    public async Task InitializeAsync()
    {
        await _fixture.CreateTablesAsync();
        await _fixture.RegisterAsync(Path);
        await _fixture.Control.ChangeAsync(control => control.Take(_key.Hash, 1, _fixture.Clock.GetUtcNow()), default);
        await _fixture.Ledger.TakeAsync(_key, default);
        Answer(StartAnswerKind.Started);
        await StartAsync(turn: 1);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task CheckStep_RepeatedWithAnAnswerThatWouldEndTheAttempt_GoesOnByTheRow()
    {
        Answer(new StatusAnswer(StatusAnswerKind.Unavailable, "503"));
        await CheckAsync(turn: 2);

        Answer(new StatusAnswer(StatusAnswerKind.Known, "failed", RegistryStatus.PreImportFailed));
        var repeated = await CheckAsync(turn: 2);
        var next = await CheckAsync(turn: 3);

        Assert.Equal(new(MoveKind.Follow, ImportStep.PreImport), repeated);
        Assert.Equal(MoveKind.End, next.Kind);
        Assert.Equal((RepositoryState.ImportAborted, 1), await StateAsync());
    }

    [Fact]
    public async Task CheckStep_RepeatedAfterTheAbort_CountsOnce()
    {
        Answer(new StatusAnswer(StatusAnswerKind.Known, "failed", RegistryStatus.PreImportFailed));

        Assert.Equal(MoveKind.End, (await CheckAsync(turn: 2)).Kind);
        Assert.Equal(MoveKind.End, (await CheckAsync(turn: 2)).Kind);

        Assert.Equal((RepositoryState.ImportAborted, 1), await StateAsync());
    }

    [Fact]
    public async Task StartStep_OfAnEarlierTurn_DoesNotAskTheRegistry()
    {
        Answer(new StatusAnswer(StatusAnswerKind.Unavailable, "503"));
        await CheckAsync(turn: 2);
        _registry.Invocations.Clear();

        await StartAsync(turn: 1);

        _registry.Verify(registry => registry.StartAsync(It.IsAny<string>(), It.IsAny<ImportStep>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Theory]
    [InlineData(true, MoveKind.AwaitCancel)]
    [InlineData(false, MoveKind.End)]
    internal async Task CancelStep_RefusedAfterOneWhoseAnswerIsLost_TakesTheCancelForItsOwnOnlyThen(bool isRepeat, MoveKind expected)
    {
        if (isRepeat)
        {
            _registry.Setup(registry => registry.CancelAsync(Path, false, It.IsAny<CancellationToken>())).ThrowsAsync(new SimulatedCrashException("Taken."));
            await Assert.ThrowsAsync<SimulatedCrashException>(() => CancelAsync(turn: 2));
        }

        _registry.Setup(registry => registry.CancelAsync(Path, false, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new CancelAnswer(CancelAnswerKind.Unavailable, "503"));
        Assert.Equal(MoveKind.Follow, (await CancelAsync(turn: 2)).Kind);
        Answer(new StatusAnswer(StatusAnswerKind.Known, "cancelled", RegistryStatus.PreImportCanceled));

        Assert.Equal(expected, (await CheckAsync(turn: 3)).Kind);
    }

    [Fact]
    public async Task CheckStep_PreImportDone_StartsTheWaitingTime()
    {
        _fixture.Clock.Advance(TimeSpan.FromMinutes(3));
        Answer(new StatusAnswer(StatusAnswerKind.Known, "complete", RegistryStatus.PreImportComplete));

        await CheckAsync(turn: 2);

        Assert.Equal(_fixture.Clock.GetUtcNow(), (await _fixture.Control.GetAsync(default)).LastStepFinishedAt);
    }

    [Fact]
    public async Task EndAttempt_WhileTheRowIsActive_KeepsTheSlotForTheGuard()
    {
        await new AttemptEnding(_fixture.Ledger, _fixture.Control, _fixture.Clock).RunAsync(_key, default);

        Assert.True((await _fixture.Control.GetAsync(default)).Holds(_key.Hash, 1));
    }

    private async Task<(RepositoryState State, int Retries)> StateAsync()
    {
        var row = await _fixture.Rows.GetAsync(_key.Hash, default);
        return (row!.State, row.Retries);
    }

    private Task<Move> StartAsync(int turn) => new StepStart(_fixture.Ledger, _registry.Object, Writer, Options.Create(_fixture.Settings))
        .RunAsync(new(_key, turn, new(MoveKind.Start, ImportStep.PreImport)), default);

    private Task<Move> CheckAsync(int turn) => new StepCheck(_registry.Object, Writer, Options.Create(_fixture.Settings))
        .RunAsync(new(_key, turn, new(MoveKind.Follow, ImportStep.PreImport)), default);

    private Task<Move> CancelAsync(int turn) =>
        new StepCancel(_fixture.Ledger, _registry.Object, Writer, Options.Create(_fixture.Settings))
            .RunAsync(new(_key, turn, new(MoveKind.Cancel, ImportStep.PreImport)), default);

    private void Answer(StartAnswerKind kind) => _registry
        .Setup(registry => registry.StartAsync(Path, ImportStep.PreImport, It.IsAny<CancellationToken>())).ReturnsAsync(new StartAnswer(kind, "answer"));

    private void Answer(StatusAnswer answer) => _registry
        .Setup(registry => registry.GetStatusAsync(Path, It.IsAny<CancellationToken>())).ReturnsAsync(answer);
}
