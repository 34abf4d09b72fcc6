using Exports.TestKit.Registry;

namespace Exports.TestKit.Commands;

/// <summary>The simulated registry by the system's clock, as a server that a person or a script can talk to.</summary>
internal static class SimulatorRun
{
    /// <summary>Longer than the service's own patience with one answer, which is 30 seconds.</summary>
    private static readonly TimeSpan SlowTime = TimeSpan.FromSeconds(35);

    public static async Task<int> RunAsync(SimulatorArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        IRegistryScript script = arguments.Seed is { } seed
            ? new SeededScript(seed, arguments.StepTime)
            : new NamedScript(arguments.StepTime);
        using var simulator = new RegistrySimulator(script, TimeProvider.System, arguments.Capacity);
        using var receiver = arguments.Notify is { } notify ? new HttpClient { BaseAddress = notify } : null;
        var notifier = new RegistryNotifier(() => receiver, arguments.Secret ?? string.Empty);
        simulator.Notify = notifier.Send;
        await using var restarts = RestartEvery(arguments.RestartEvery, simulator);
        var settings = new RegistryServerSettings { Token = arguments.Token, Url = $"http://127.0.0.1:{arguments.Port}", SlowTime = SlowTime };
        await using var server = await RegistryServer.StartAsync(simulator, settings);

        await output.WriteLineAsync($"Listening on {server.Url.GetLeftPart(UriPartial.Authority)}");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        simulator.Notify = _ => { };
        await notifier.SettleAsync();
        return 0;
    }

    private static ITimer? RestartEvery(TimeSpan? interval, RegistrySimulator simulator) =>
        interval is { } every ? TimeProvider.System.CreateTimer(_ => simulator.Restart(), null, every, every) : null;
}
