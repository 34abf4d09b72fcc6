using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Activities;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>2: what belongs to an older attempt, or to an earlier turn of this one, is recorded and does nothing.</summary>
public sealed class AttemptFencingTests
{
    private const string Path = "group/app/web";

    [Fact]
    public async Task B02_AttemptFencing_LateGuardMessage_IsRecordedAndCancelsNothing()
    {
        await using var host = await SecondAttemptAsync();
        var before = await host.FindAsync(Path);
        var orders = host.Registry.Orders.Count;

        await host.Host.Durable.RaiseEventAsync(before.Hash, ImportMessage.EventName, new ImportMessage(ImportMessageKind.Cancel, Attempt: 1), default);
        await host.Host.SettleAsync();

        Assert.Equal(orders, host.Registry.Orders.Count);
        Assert.Equal(before, await host.FindAsync(Path));
        Assert.Contains(await host.HistoryAsync(Path), line => line.Attempt == 1 && line.Sentence.StartsWith("The guard wants", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MoveKind.Start)]
    [InlineData(MoveKind.Follow)]
    [InlineData(MoveKind.Cancel)]
    [InlineData(MoveKind.AwaitCancel)]
    public async Task B02_AttemptFencing_ActivityOfAnEarlierAttempt_IsRecordedAndAsksForNothing(MoveKind kind)
    {
        await using var host = await SecondAttemptAsync();
        var before = await host.FindAsync(Path);
        var calls = host.Registry.Calls.Count;

        var next = await RunAsync(host, new(Key(1), 99, new(kind, ImportStep.PreImport)));

        var after = await host.FindAsync(Path);
        Assert.Equal((MoveKind.End, calls), (next.Kind, host.Registry.Calls.Count));
        Assert.Equal(before, after with { Notes = before.Notes, ETag = before.ETag });
        Assert.Contains("Attempt 1 is over", (await host.HistoryAsync(Path))[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B02_AttemptFencing_AnswerThatComesWhenAnotherAttemptBegan_IsRecordedAndIgnored()
    {
        await using var host = await SecondAttemptAsync();
        var second = await host.FindAsync(Path);
        await host.Get<RegistryRepositoryTable>().UpdateAsync(second with { Attempt = 1 }, default);
        host.Registry.OnStatus = _ => PlannedRegistry.Known(RegistryStatus.PreImportFailed);
        host.Registry.Before = async call =>
        {
            var first = await host.FindAsync(Path);
            await host.Get<RegistryRepositoryTable>().UpdateAsync(first with { Attempt = 2 }, default);
        };

        var next = await RunAsync(host, new(Key(1), 99, new(MoveKind.Follow, ImportStep.PreImport)));

        var after = await host.FindAsync(Path);
        Assert.Equal((MoveKind.End, second.State, second.Retries), (next.Kind, after.State, after.Retries));
        Assert.Contains("PreImportFailed", (await host.HistoryAsync(Path))[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B02_AttemptFencing_StartThatRunsAgain_IsNotGivenTwice()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);

        // The first turn found out what to do, the second did it.
        var next = await RunAsync(host, new(Key(1), 2, new(MoveKind.Start, ImportStep.PreImport)));

        Assert.Equal(new(MoveKind.Follow, ImportStep.PreImport), next);
        Assert.Equal(["PUT pre"], host.Registry.Orders);
    }

    [Fact]
    public async Task B02_AttemptFencing_CancelThatRunsAgain_IsNotGivenTwice()
    {
        await using var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        await host.PostAsync("cancel", new { path = Path }, 202);
        await host.Host.SettleAsync();
        Assert.Single(host.Registry.Orders, "DELETE");

        var next = await RunAsync(host, new(Key(1), 3, new(MoveKind.Cancel, ImportStep.PreImport)));

        Assert.Equal((MoveKind.AwaitCancel, host.Options.CancelInterval), (next.Kind, next.Delay));
        Assert.Single(host.Registry.Orders, "DELETE");
    }

    /// <summary>A repository whose first attempt the guard cancelled, and whose second one is under way.</summary>
    private static async Task<ImportHost> SecondAttemptAsync()
    {
        var host = await HangingStep.StartAsync(Path, RepositoryState.PreImporting);
        await host.UntilAsync(Path, row => row is { Attempt: 2, State: RepositoryState.PreImporting });
        await host.Host.SettleAsync();
        return host;
    }

    private static RepositoryKey Key(int attempt) => new(RepositoryHash.Of(Path), Path, attempt);

    private static Task<Move> RunAsync(ImportHost host, ImportTurn turn) => turn.Asked.Kind switch
    {
        MoveKind.Start => host.Get<StepStart>().RunAsync(turn, default),
        MoveKind.Follow => host.Get<StepCheck>().RunAsync(turn, default),
        MoveKind.Cancel => host.Get<StepCancel>().RunAsync(turn, default),
        _ => host.Get<CancelSettling>().RunAsync(turn, default),
    };
}
