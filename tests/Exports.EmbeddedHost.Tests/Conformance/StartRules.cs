using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules I1 to I5: starting instances.</summary>
public abstract class StartRules : ConformanceTest
{
    private protected StartRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task I1_WithoutId_TakesAGuidWithoutDashes()
    {
        Declare();

        Assert.True(Guid.TryParseExact(await Host.StartAsync("Quick"), "N", out _));
    }

    [Theory]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("")]
    public async Task I2_IdWithForbiddenCharacters_IsRefused(string id)
    {
        Declare();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Host.StartAsync("Quick", options: new StartOrchestrationOptions(id)));
    }

    [Fact]
    public async Task I2_IdAboveAHundredCharacters_IsRefused()
    {
        Declare();

        await Host.StartAsync("Quick", options: new StartOrchestrationOptions(new string('a', 100)));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Host.StartAsync("Quick", options: new StartOrchestrationOptions(new string('a', 101))));
    }

    [Fact]
    public async Task I3_IdOfARunningInstance_IsRefusedAndThatInstanceGoesOn()
    {
        Declare();
        var id = await Host.StartAsync("Waiting", 1, new StartOrchestrationOptions("taken"));

        Assert.NotNull(await Record.ExceptionAsync(() => Host.StartAsync("Waiting", 2, new StartOrchestrationOptions("taken"))));

        var instance = await Host.GetAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Running, 1), (instance.RuntimeStatus, instance.ReadInputAs<int>()));
    }

    [Fact]
    public async Task I3_IdOfAFinishedInstance_StartsAFreshOne()
    {
        Declare();
        await Host.RunAsync("Quick", 1, new StartOrchestrationOptions("reused"));

        var again = await Host.RunAsync("Quick", 2, new StartOrchestrationOptions("reused"));

        Assert.Equal(2, Output<int>(again));
        Assert.Equal(2, again.ReadInputAs<int>());
    }

    [Fact]
    public async Task I4_ListedStatus_IsRefused()
    {
        Declare();
        await Host.RunAsync("Quick", 1, new StartOrchestrationOptions("once"));

        var options = new StartOrchestrationOptions("once").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        Assert.NotNull(await Record.ExceptionAsync(() => Host.StartAsync("Quick", 2, options)));
        Assert.Equal(1, Output<int>(await Host.GetAsync("once")));
    }

    [Fact]
    public async Task I4_RunningInstanceWhoseStatusIsNotListed_IsReplaced()
    {
        Declare();
        await Host.StartAsync("Waiting", 1, new StartOrchestrationOptions("replaced"));

        var options = new StartOrchestrationOptions("replaced").WithDedupeStatuses();
        await Host.StartAsync("Quick", 2, options);

        Assert.Equal(2, Output<int>(await Host.FinishAsync("replaced")));
    }

    [Fact]
    public async Task I4_SenselessStatuses_AreArgumentExceptions()
    {
        Declare();
        var unknown = new StartOrchestrationOptions("id") { DedupeStatuses = ["Sleeping"] };
        var contradictory = new StartOrchestrationOptions("id").WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated);

        await Assert.ThrowsAsync<ArgumentException>(() => Host.StartAsync("Quick", options: unknown));
        await Assert.ThrowsAsync<ArgumentException>(() => Host.StartAsync("Quick", options: contradictory));
    }

    [Fact]
    public async Task I5_StartAtInTheFuture_IsPendingUntilThen()
    {
        Declare();
        var at = Host.Clock.GetUtcNow().AddHours(2);
        var id = await Host.StartAsync("Quick", 5, new StartOrchestrationOptions(StartAt: at));

        await Host.AdvanceAsync(TimeSpan.FromMinutes(119));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, await StatusAsync(id));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(5, Output<int>(await Host.GetAsync(id)));
    }

    private void Declare()
    {
        Functions.Orchestrator("Quick", context => Task.FromResult(context.GetInput<int>()));
        Functions.Orchestrator("Waiting", context => context.WaitForExternalEvent<int>("go"));
    }

    public sealed class Cached() : StartRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : StartRules(EngineMode.ReplayFromScratch);

    public sealed class DeliveredTwice() : StartRules(EngineMode.DuplicateDelivery);

    public sealed class WithUpstreamDefects() : StartRules(EngineMode.UpstreamDefects);
}
