using Exports.TestKit.Engine;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask;

namespace Exports.EmbeddedHost.Tests.Conformance.Properties;

/// <summary>Rules P2 and P3 for arbitrary policies: the engine's attempts come at the times that the arithmetic gives.</summary>
public sealed class RetryProperty : IAsyncLifetime
{
    private static readonly Gen<RetryPolicy> Policies =
        from attempts in Gen.Choose(1, 8)
        from first in Gen.Choose(1, 100)
        from tenths in Gen.Choose(10, 40)
        from cap in Gen.OneOf(Gen.Choose(first, 1_000).Select(s => (TimeSpan?)Seconds(s)), Gen.Constant((TimeSpan?)null))
        from timeout in Gen.OneOf(Gen.Choose(first, 2_000).Select(s => (TimeSpan?)Seconds(s)), Gen.Constant((TimeSpan?)null))
        select new RetryPolicy(attempts, Seconds(first), tenths / 10.0, cap, timeout);

    private EngineTestHost? _host;

    public async Task InitializeAsync() => _host = await EngineTestHost.StartAsync(EngineMode.ReplayFromScratch);

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    [Fact]
    public void P2_P3_AttemptsOfAnAlwaysFailingActivity_ComeWhenTheArithmeticSays()
        => Prop.ForAll(Policies.ToArbitrary(), policy =>
        {
            var expected = ExpectedAttempts(policy);
            var actual = ActualAttemptsAsync(policy).GetAwaiter().GetResult();
            return expected.SequenceEqual(actual).Label(
                $"{Describe(policy)}: expected {string.Join(", ", expected)}, was {string.Join(", ", actual)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static List<TimeSpan> ExpectedAttempts(RetryPolicy policy)
    {
        var attempts = new List<TimeSpan> { TimeSpan.Zero };
        while (attempts.Count < policy.MaxNumberOfAttempts)
        {
            var isLate = policy.RetryTimeout != Timeout.InfiniteTimeSpan && attempts[^1] >= policy.RetryTimeout;
            if (isLate) break;
            var grown = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts.Count - 1);
            attempts.Add(attempts[^1] + TimeSpan.FromMilliseconds(Math.Min(grown, policy.MaxRetryInterval.TotalMilliseconds)));
        }

        return attempts;
    }

    private async Task<List<TimeSpan>> ActualAttemptsAsync(RetryPolicy policy)
    {
        var host = _host!;
        var times = new List<DateTimeOffset>();
        host.Functions.Activity<int, int>("Fail", _ =>
        {
            times.Add(host.Clock.GetUtcNow());
            throw new IOException("always");
        });
        host.Functions.Orchestrator("Main", context => context.CallActivityAsync<int>("Fail", 0, TaskOptions.FromRetryPolicy(policy)));
        await host.RunAsync("Main");
        return [.. times.Select(time => time - times[0])];
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static string Describe(RetryPolicy policy)
        => $"{policy.MaxNumberOfAttempts} x {policy.FirstRetryInterval} * {policy.BackoffCoefficient} <= {policy.MaxRetryInterval} for {policy.RetryTimeout}";
}
