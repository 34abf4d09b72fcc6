using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Tests.Hosting;
using Exports.EmbeddedHost.Tests.Hosting.Timers;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules M1 to M3: timer-triggered functions. M4 is in AdminEndpointsTests.</summary>
public sealed class TimerTriggerRules : IDisposable
{
    private static readonly DateTimeOffset Noon = ManualTimeProvider.DefaultStart;
    private readonly TempDataFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task M1_SixFields_RunsAtEachOccurrenceInUtc()
    {
        await using var host = await StartAsync(typeof(HourlyFunction));

        await host.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal([Noon.AddHours(1), Noon.AddHours(2), Noon.AddHours(3)], Probe(host).Runs.Select(run => run.At));
    }

    [Fact]
    public async Task M1_FiveFields_RunsAtSecondZero()
    {
        await using var host = await StartAsync(typeof(MinutelyFunction));

        await host.AdvanceAsync(TimeSpan.FromSeconds(150));

        Assert.Equal([Noon.AddMinutes(1), Noon.AddMinutes(2)], Probe(host).Runs.Select(run => run.At));
    }

    [Fact]
    public async Task M1_TimeSpan_RunsAtThatInterval()
    {
        await using var host = await StartAsync(typeof(HalfMinuteFunction));

        await host.AdvanceAsync(TimeSpan.FromSeconds(65));

        Assert.Equal([Noon.AddSeconds(30), Noon.AddSeconds(60)], Probe(host).Runs.Select(run => run.At));
    }

    [Fact]
    public async Task M1_OccurrenceWeeksAhead_IsNotMissed()
    {
        await using var host = await StartAsync(typeof(MonthlyFunction));

        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), host.Timers.NextDue);
        await host.AdvanceAsync(TimeSpan.FromDays(62));

        Assert.Equal(
            [new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)],
            Probe(host).Runs.Select(run => run.At));
    }

    [Fact]
    public async Task M1_Setting_IsLookedUpInTheConfiguration()
    {
        await using var host = await StartAsync(typeof(SettingFunction), "--Sweep:Schedule=0 30 * * * *");

        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([Noon.AddMinutes(30)], Probe(host).Runs.Select(run => run.At));
    }

    [Fact]
    public async Task M1_SettingIsMissing_TheStartFailsNamingIt()
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => StartAsync(typeof(SettingFunction)));

        Assert.Equal("Function 'Setting' takes its schedule from the setting 'Sweep:Schedule', which is not set.", failure.Message);
    }

    [Fact]
    public async Task M1_ScheduleCannotBeRead_TheStartFailsShowingIt()
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => StartAsync(typeof(BrokenScheduleFunction)));

        Assert.Contains("'every hour'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M2_OccurrencePassedWhileTheHostWasDown_IsMadeUpOncePastDue()
    {
        await using (await StartAsync(typeof(HourlyFunction)))
        {
        }

        _clock.Advance(TimeSpan.FromMinutes(200));
        await using var host = await StartAsync(typeof(HourlyFunction));
        await host.Timers.WhenIdleAsync();

        var run = Assert.Single(Probe(host).Runs);
        Assert.True(run.Info.IsPastDue);
        Assert.Equal(Noon.AddHours(1).UtcDateTime, run.Info.ScheduleStatus!.Next);
        Assert.Equal(Noon.AddHours(4), host.Timers.NextDue);
    }

    [Fact]
    public async Task M2_NothingMissed_TheStartRunsNothing()
    {
        await using (var first = await StartAsync(typeof(HourlyFunction)))
        {
            await first.AdvanceAsync(TimeSpan.FromMinutes(90));
        }

        await using var host = await StartAsync(typeof(HourlyFunction));
        await host.Timers.WhenIdleAsync();

        Assert.Empty(Probe(host).Runs);
        Assert.Equal(Noon.AddHours(2), host.Timers.NextDue);
    }

    [Fact]
    public async Task M2_NotMonitored_MissedOccurrencesAreForgottenAndThereIsNoStatus()
    {
        await using (await StartAsync(typeof(UnmonitoredFunction)))
        {
        }

        _clock.Advance(TimeSpan.FromMinutes(90));
        await using var host = await StartAsync(typeof(UnmonitoredFunction));
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));

        var run = Assert.Single(Probe(host).Runs);
        Assert.False(run.Info.IsPastDue);
        Assert.Null(run.Info.ScheduleStatus);
    }

    [Fact]
    public async Task M2_IntervalBelowAMinute_IsNotMonitored()
    {
        await using var host = await StartAsync(typeof(HalfMinuteFunction));

        await host.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Null(Assert.Single(Probe(host).Runs).Info.ScheduleStatus);
    }

    [Fact]
    public async Task M2_ScheduleChangedWhileDown_CountsFromTheNewOne()
    {
        await using (await StartAsync(typeof(SettingFunction), "--Sweep:Schedule=0 30 * * * *"))
        {
        }

        _clock.Advance(TimeSpan.FromMinutes(40));
        await using var host = await StartAsync(typeof(SettingFunction), "--Sweep:Schedule=0 0 * * * *");
        await host.Timers.WhenIdleAsync();

        Assert.Empty(Probe(host).Runs);
        Assert.Equal(Noon.AddHours(1), host.Timers.NextDue);
    }

    [Fact]
    public async Task M2_ClockWasAYearAheadAtTheLastRun_TheNextOccurrenceIsThatOfThePresentClock()
    {
        await using (var wrong = await HostUnderTest.StartAsync(Setup(new ManualTimeProvider(Noon.AddYears(1))), typeof(HourlyFunction)))
        {
            await wrong.AdvanceAsync(TimeSpan.FromHours(1));
        }

        await using var host = await StartAsync(typeof(HourlyFunction));

        Assert.Equal(Noon.AddHours(1), host.Timers.NextDue);
    }

    [Fact]
    public async Task M2_ClockIsSetBackWhileWaiting_TheNextOccurrenceIsThatOfThePresentClock()
    {
        var time = new SteppedTime(_clock);
        await using var host = await HostUnderTest.StartAsync(
            Setup(_clock, builder => builder.Services.AddSingleton<TimeProvider>(time)), typeof(HourlyFunction));

        time.Step = TimeSpan.FromDays(-1);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Noon.AddDays(-1).AddHours(1), host.Timers.NextDue);
    }

    [Fact]
    public async Task M2_RunTakesLongerThanTheInterval_NoOverlapAndPassedOccurrencesAreSkipped()
    {
        await using var host = await StartAsync(typeof(MinutelyFunction));
        var gate = new TaskCompletionSource();
        var probe = Probe(host);
        probe.Gate = gate.Task;

        _clock.Advance(TimeSpan.FromMinutes(1));
        await probe.NextStartAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));
        probe.Gate = Task.CompletedTask;
        gate.SetResult();
        await host.Timers.WhenIdleAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, probe.MostAtOnce);
        Assert.Equal([Noon.AddMinutes(1), Noon.AddMinutes(7)], probe.Runs.Select(run => run.At));
    }

    [Fact]
    public async Task M3_RunFails_IsLoggedNotRepeatedAndTheScheduleGoesOn()
    {
        await using var host = await StartAsync(typeof(HourlyFunction));
        Probe(host).Failure = new InvalidOperationException("the sweep broke");

        await host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal([Noon.AddHours(1), Noon.AddHours(2)], Probe(host).Runs.Select(run => run.At));
        Assert.Equal(2, host.Logs.Entries.Count(line => line.Level == LogLevel.Error && line.Exception?.Message == "the sweep broke"));
    }

    [Fact]
    public async Task RunOnStartup_RunsAtStartAndThenOnSchedule()
    {
        await using var host = await StartAsync(typeof(StartupFunction));

        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([Noon, Noon.AddHours(1)], Probe(host).Runs.Select(run => run.At));
        Assert.All(Probe(host).Runs, run => Assert.False(run.Info.IsPastDue));
    }

    [Fact]
    public async Task ScheduleStatus_SecondRun_TellsOfTheFirst()
    {
        await using var host = await StartAsync(typeof(HourlyFunction));

        await host.AdvanceAsync(TimeSpan.FromHours(2));

        var status = Probe(host).Runs[1].Info.ScheduleStatus!;
        Assert.Equal(Noon.AddHours(1).UtcDateTime, status.Last);
        Assert.Equal(Noon.AddHours(2).UtcDateTime, status.Next);
        Assert.Equal(Noon.AddHours(1).UtcDateTime, status.LastUpdated);
    }

    [Fact]
    public async Task Stop_RunIsGoing_IsToldAndItsOccurrenceIsMadeUpAtTheNextStart()
    {
        await using (var host = await StartAsync(typeof(HourlyFunction)))
        {
            Probe(host).Gate = new TaskCompletionSource().Task;
            _clock.Advance(TimeSpan.FromHours(1));
            await Probe(host).NextStartAsync();
            await host.StopAsync();
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        await using var next = await StartAsync(typeof(HourlyFunction));
        await next.Timers.WhenIdleAsync();

        Assert.True(Assert.Single(Probe(next).Runs).Info.IsPastDue);
    }

    private static TimerProbe Probe(HostUnderTest host) => host.Services.GetRequiredService<TimerProbe>();

    private Task<HostUnderTest> StartAsync(Type function, params string[] arguments) =>
        HostUnderTest.StartAsync(Setup(_clock) with { Arguments = arguments }, function);

    private HostSetup Setup(ManualTimeProvider clock, Action<FunctionsApplicationBuilder>? configure = null) => new(_folder.Path)
    {
        Clock = clock,
        Configure = builder =>
        {
            builder.Services.AddSingleton<TimerProbe>();
            configure?.Invoke(builder);
        },
    };

    /// <summary>A clock that somebody sets; its timers count on.</summary>
    private sealed class SteppedTime(TimeProvider steady) : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => steady.GetUtcNow() + Step;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            steady.CreateTimer(callback, state, dueTime, period);
    }
}
