using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>1: after a cancel nothing follows before the registry's worker has had its interval and the status has left in-progress.</summary>
public sealed class ConfirmedCancelTests
{
    private const string Path = "group/app/web";

    [Theory]
    [InlineData(RepositoryState.PreImporting)]
    [InlineData(RepositoryState.Importing)]
    public async Task B01_ConfirmedCancel_StatusCancelledAtOnce_StillWaitsTheWorkersInterval(RepositoryState state)
    {
        await using var host = await HangingStep.StartAsync(Path, state);

        var aborted = await host.UntilAsync(Path, row => row.State == RepositoryState.ImportAborted);

        Assert.True(aborted.AbortedAt >= CancelledAt(host).AddSeconds(5), $"cancelled at {CancelledAt(host)}: {aborted}");
        Assert.Equal(1, aborted.Retries);
    }

    [Theory]
    [InlineData(RepositoryState.PreImporting)]
    [InlineData(RepositoryState.Importing)]
    public async Task B01_ConfirmedCancel_StatusStillInProgress_WaitsUntilItIsNot(RepositoryState state)
    {
        await using var host = await HangingStep.StartAsync(Path, state);
        var after = host.Registry.OnStatus;
        var running = state == RepositoryState.PreImporting ? RegistryStatus.PreImportInProgress : RegistryStatus.ImportInProgress;
        host.Registry.OnStatus = path => host.Registry.Orders[^1] == "DELETE" && host.Now < CancelledAt(host).AddSeconds(40)
            ? PlannedRegistry.Known(running)
            : after(path);

        var aborted = await host.UntilAsync(Path, row => !row.IsActive);

        Assert.True(aborted.AbortedAt >= CancelledAt(host).AddSeconds(40), $"cancelled at {CancelledAt(host)}: {aborted}");
        Assert.Single(host.Registry.Orders, "DELETE");
    }

    [Theory]
    [InlineData(RepositoryState.PreImporting, RegistryStatus.PreImportComplete)]
    [InlineData(RepositoryState.Importing, RegistryStatus.ImportComplete)]
    internal async Task B01_ConfirmedCancel_FinishedAfterAll_GoesOnAndCostsNothing(RepositoryState state, RegistryStatus finished)
    {
        await using var host = await HangingStep.StartAsync(Path, state);
        var accept = host.Registry.OnCancel;
        host.Registry.OnCancel = path =>
        {
            var answer = accept(path);
            host.Registry.OnStatus = _ => PlannedRegistry.Known(
                host.Registry.Orders[^1] == "PUT final" ? RegistryStatus.ImportComplete : finished);
            return answer;
        };

        var done = await host.UntilAsync(Path, row => row.State == RepositoryState.ImportDone);

        Assert.Equal((0, 1), (done.Retries, done.Attempt));
    }

    [Fact]
    public async Task B01_ConfirmedCancel_TakenAlready_IsConfirmedLikeAnyOther()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.Importing);
        var accept = host.Registry.OnCancel;
        host.Registry.OnCancel = path =>
        {
            accept(path);
            return new(CancelAnswerKind.NotInProgress, "The registry answers 400.", RegistryStatus.ImportCanceled);
        };

        var aborted = await host.UntilAsync(Path, row => !row.IsActive);

        Assert.True(aborted.AbortedAt >= CancelledAt(host).AddSeconds(5), $"cancelled at {CancelledAt(host)}: {aborted}");
    }

    private static DateTimeOffset CancelledAt(ImportHost host) => host.Registry.Calls.First(call => call.What == "DELETE").At;
}
