using System.Net;
using Azure.Data.Tables;
using Exports.EmbeddedHost.Hosting;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;
using Exports.TestKit.StorageFaults;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Tests.TestKit;

public sealed class EmbeddedTestHostTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ReminderApplication.Runs _runs = new();

    [Fact]
    public async Task AdvanceAsync_OverAllKindsOfTriggers_RunsEachAtItsTime()
    {
        await using var host = await EmbeddedTestHost.StartAsync(Setup());
        var start = host.Clock.GetUtcNow();

        Assert.Equal(HttpStatusCode.Accepted, await RemindAsync(host, "r1"));
        await host.AdvanceAsync(6 * Hour);

        Assert.Equal(start + Hour, await RemindedAtAsync(host, "r1"));
        Assert.Equal(Enumerable.Range(1, 6).Select(hours => start + (hours * Hour)), _runs.Sweeps);
        Assert.Equal(start + (6 * Hour), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task AdvanceUntilAsync_StopsWhereTheConditionHolds()
    {
        await using var host = await EmbeddedTestHost.StartAsync(Setup());
        var start = host.Clock.GetUtcNow();
        await RemindAsync(host, "r1");

        await host.AdvanceUntilAsync(async () => (await host.Durable.GetInstanceAsync("r1"))!.IsCompleted, 5 * Hour);

        Assert.Equal(start + Hour, host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task AdvanceUntilAsync_ConditionThatNeverHolds_TimesOutAtTheLimit()
    {
        await using var host = await EmbeddedTestHost.StartAsync(Setup());
        var start = host.Clock.GetUtcNow();

        await Assert.ThrowsAsync<TimeoutException>(() => host.AdvanceUntilAsync(() => Task.FromResult(false), 3 * Hour));

        Assert.Equal(start + (3 * Hour), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task CrashAsync_AndRestart_GoOnFromWhatWasCommitted()
    {
        await using var host = await EmbeddedTestHost.StartAsync(Setup());
        await RemindAsync(host, "r1");

        await host.CrashAsync();
        await host.RestartAsync();
        await host.AdvanceAsync(2 * Hour);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Durable.GetInstanceAsync("r1"))!.RuntimeStatus);
        Assert.Equal(1, await CountAsync(host));
    }

    [Fact]
    public async Task Faults_CrashAtEveryCommit_EndTheSame()
    {
        var commits = await CommitsOfOneReminderAsync();
        Assert.True(commits > 5);

        for (var number = 1; number <= commits; number++)
        {
            await AssertSurvivesAsync(CrashPlan.BeforeCommit(number));
            await AssertSurvivesAsync(CrashPlan.AfterCommit(number));
        }
    }

    [Fact]
    public async Task Observe_StorageFaultInFrontOfTheCrashPlan_StrikesAndStillCounts()
    {
        StorageFaultPlan? storage = null;
        await using var host = await EmbeddedTestHost.StartAsync(Setup() with
        {
            Observe = plan => storage = new StorageFaultPlan(plan)
                .TimeOutAfterApplying(where: point => point.Subject.Contains("r1", StringComparison.Ordinal)),
        });
        var start = host.Clock.GetUtcNow();

        await RemindAsync(host, "r1");
        await host.AdvanceAsync(2 * Hour);

        Assert.Contains(Assert.Single(storage!.Struck), host.Faults.Commits);
        Assert.Equal(start + Hour, await RemindedAtAsync(host, "r1"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.Durable.GetInstanceAsync("r1"))!.RuntimeStatus);
    }

    private EmbeddedTestSetup Setup(CrashPlan? faults = null) => new(CreateBuilder, typeof(ReminderApplication).Assembly) { Faults = faults };

    private FunctionsApplicationBuilder CreateBuilder(string[] args, Action<FunctionsApplicationBuilder>? configure)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton(_runs);
        builder.UseEmbeddedHost(options => options.FunctionTypes = [typeof(ReminderApplication)]);
        configure?.Invoke(builder);
        return builder;
    }

    private async Task<int> CommitsOfOneReminderAsync()
    {
        await using var host = await EmbeddedTestHost.StartAsync(Setup(CrashPlan.None()));
        await RemindAsync(host, "r1");
        await host.AdvanceAsync(2 * Hour);
        return host.Faults.Commits.Count;
    }

    /// <summary>A client that repeats what it was not told, over a host that crashes once.</summary>
    private async Task AssertSurvivesAsync(CrashPlan faults)
    {
        EmbeddedTestHost host;
        try
        {
            host = await EmbeddedTestHost.StartAsync(Setup(faults));
        }
        catch (SimulatedCrashException)
        {
            // The start itself commits; a host that dies there has accepted nothing.
            return;
        }

        await using (host)
        {
            await RemindAsync(host, "r1");
            await host.AdvanceAsync(2 * Hour);
            if (faults.Crashed.IsCompleted)
            {
                await host.CrashAsync();
                await host.RestartAsync();
                if (await host.Durable.GetInstanceAsync("r1") is null) await RemindAsync(host, "r1");
                await host.AdvanceAsync(2 * Hour);
            }

            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Durable.GetInstanceAsync("r1"))!.RuntimeStatus);
            Assert.Equal(1, await CountAsync(host));
        }
    }

    private static async Task<HttpStatusCode> RemindAsync(EmbeddedTestHost host, string id)
    {
        using var response = await host.Http.PostAsync(new Uri($"api/reminders/{id}", UriKind.Relative), content: null);
        return response.StatusCode;
    }

    private static async Task<DateTimeOffset> RemindedAtAsync(EmbeddedTestHost host, string id)
        => (await host.Tables.GetTableClient("reminders").GetEntityAsync<TableEntity>("all", id)).Value.GetDateTimeOffset("At")!.Value;

    private static async Task<int> CountAsync(EmbeddedTestHost host)
    {
        var id = new EntityInstanceId("ReminderCounter", "all");
        return (await host.Durable.Entities.GetEntityAsync<ReminderApplication.ReminderCounter>(id))!.State.Value;
    }
}
