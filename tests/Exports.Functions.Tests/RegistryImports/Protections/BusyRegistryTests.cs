using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Messages;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>4: the two 429s are told apart, and <c>Retry-After</c> is honoured whatever else is said meanwhile.</summary>
public sealed class BusyRegistryTests
{
    private const string Path = "group/app/web";

    [Theory]
    [InlineData(StartAnswerKind.Busy, null, 2, 4)]
    [InlineData(StartAnswerKind.Busy, 90, 90, 90)]
    [InlineData(StartAnswerKind.NotReady, null, 5, 5)]
    [InlineData(StartAnswerKind.NotReady, 1, 5, 5)]
    [InlineData(StartAnswerKind.NotReady, 70, 70, 70)]
    internal async Task B04_TwoKindsOf429_WaitAsLongAsTheirKindAndTheRegistryWant(StartAnswerKind kind, int? retryAfter, int first, int second)
    {
        await using var host = await ImportHost.StartAsync();
        var wish = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        host.Registry.OnStart = (_, _) => host.Registry.Orders.Count < 3 ? new(kind, "The registry answers 429.", wish) : new(StartAnswerKind.Started, "202");

        await host.StartImportAsync(Path);
        await host.UntilAsync(Path, _ => host.Registry.Orders.Count == 3);

        var starts = host.Registry.Calls.Select(call => call.At).ToArray();
        Assert.Equal((first, second), ((starts[1] - starts[0]).TotalSeconds, (starts[2] - starts[1]).TotalSeconds));
    }

    [Fact]
    public async Task B04_RetryAfter_IsNotCutShortByAHint()
    {
        await using var host = await ImportHost.StartAsync();
        host.Registry.OnStart = (_, _) => new(StartAnswerKind.Busy, "The registry answers 429.", TimeSpan.FromSeconds(90));
        var row = await host.StartImportAsync(Path);
        await host.Host.SettleAsync();

        await host.Host.Durable.RaiseEventAsync(row.Hash, ImportMessage.EventName, new ImportMessage(ImportMessageKind.Look), default);
        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(89));
        Assert.Single(host.Registry.Orders);

        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, host.Registry.Orders.Count);
    }

    [Fact]
    public async Task B04_BusyForLongerThanAStepMayTake_TheStepStillHasItsTime()
    {
        await using var host = await ImportHost.StartAsync();
        host.Registry.OnStart = (_, _) => host.Registry.Orders.Count == 1
            ? new(StartAnswerKind.Busy, "The registry answers 429.", TimeSpan.FromMinutes(35))
            : new(StartAnswerKind.Started, "The registry answers 202.");

        await host.StartImportAsync(Path);
        await host.UntilAsync(Path, _ => host.Registry.Orders.Count == 2);
        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(29));
        Assert.Equal(["PUT pre", "PUT pre"], host.Registry.Orders);

        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(["PUT pre", "PUT pre", "DELETE"], host.Registry.Orders.Take(3));
    }

    [Fact]
    public async Task B08_BusyRegistry_ExplainSaysSoUntilTheStartIsTaken()
    {
        await using var host = await ImportHost.StartAsync();
        host.Registry.OnStart = (_, _) => host.Registry.Orders.Count < 3
            ? new(StartAnswerKind.Busy, "The registry answers 429.", TimeSpan.FromSeconds(90))
            : new(StartAnswerKind.Started, "The registry answers 202.");
        await host.StartImportAsync(Path);
        await host.Host.SettleAsync();
        var since = host.Now;

        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(90));
        var busy = await host.AskAsync("explain", Path);
        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(90));
        var begun = await host.AskAsync("explain", Path);

        Assert.Equal($"The registry answers 429. So since {since:u}; its start is tried again.", busy.GetProperty("message").GetString());
        Assert.Equal(
            ("registry_trouble", "in_progress"), (busy.GetProperty("code").GetString(), begun.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task B04_AFifteenth429_AbortsUncounted()
    {
        await using var host = await ImportHost.StartAsync();
        host.Registry.OnStart = (_, _) => new(StartAnswerKind.Busy, "The registry answers 429.");
        await host.StartImportAsync(Path);

        var aborted = await host.UntilAsync(Path, row => row.State == RepositoryState.ImportAborted);

        Assert.Equal((15, 0), (host.Registry.Orders.Count, aborted.Retries));
    }
}
