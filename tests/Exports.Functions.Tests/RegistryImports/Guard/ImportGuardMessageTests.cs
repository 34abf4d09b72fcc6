using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Moq;

namespace Exports.Functions.Tests.RegistryImports.Guard;

/// <summary>What the guard tells: to the attempt, about the step it has looked at.</summary>
public sealed class ImportGuardMessageTests : IAsyncLifetime, IDisposable
{
    private const string Path = "group/app/web";

    private readonly RepositoryFixture _fixture = new();
    private readonly RepositoryKey _key = new(RepositoryHash.Of(Path), Path, 1);

    public async Task InitializeAsync()
    {
        await _fixture.CreateTablesAsync();
        await _fixture.RegisterAsync(Path);
        await _fixture.Control.ChangeAsync(control => control.Take(_key.Hash, 1, _fixture.Clock.GetUtcNow()), default);
        await _fixture.Ledger.TakeAsync(_key, default);
        await _fixture.Ledger.EnterAsync(_key, 1, new(RepositoryEvent.StartPreImport, RepositoryState.PreImporting), default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task RunOnceAsync_StepOverItsTime_TellsWhichStepIsMeant()
    {
        var ticks = new ImportTicks(_fixture);
        ticks.Running.Add(_key.Hash);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(31));

        await ticks.Guard.RunOnceAsync(ticks.Client.Object, default);

        var expected = new ImportMessage(ImportMessageKind.Cancel, 1, CancelKind.Retry, ImportStep.PreImport);
        ticks.Client.Verify(client => client.RaiseEventAsync(_key.Hash, ImportMessage.EventName, expected, It.IsAny<CancellationToken>()), Times.Once);
    }
}
