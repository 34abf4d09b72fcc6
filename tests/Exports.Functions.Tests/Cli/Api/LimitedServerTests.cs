using Exports.Cli.Api;
using Exports.Functions.Tests.Shared.RateLimits;

namespace Exports.Functions.Tests.Cli.Api;

/// <summary>The command line's client against the product's own limits.</summary>
public sealed class LimitedServerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task StartExport_BudgetUsedUp_WaitsForTheNextMinuteAndIsAccepted()
    {
        await using var limited = await RateLimitScenario.StartAsync(("ExportsPerMinute", "1"));
        var said = new List<string>();
        var isTold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var http = new HttpClient(new PatientHandler(new SocketsHttpHandler(), limited.Host.Clock, Say))
        {
            BaseAddress = limited.Host.Http.BaseAddress,
        };
        var client = new ExportsClient(http);
        var first = await client.StartExportAsync(limited.Project, "one", CancellationToken.None);

        var second = client.StartExportAsync(limited.Project, "two", CancellationToken.None);
        // The minute that is used up must not be over before the request comes.
        await Task.WhenAny(isTold.Task, second);
        while (!second.IsCompleted)
        {
            await limited.Host.AdvanceAsync(Minute);
            await Task.Yield();
        }

        Assert.NotEqual(first.Id, (await second).Id);
        Assert.NotEmpty(said);
        Assert.All(said, line => Assert.Matches("^the server asks for [1-9][0-9]? seconds of patience$", line));

        void Say(string line)
        {
            said.Add(line);
            isTold.TrySetResult();
        }
    }
}
