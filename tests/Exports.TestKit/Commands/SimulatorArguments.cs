namespace Exports.TestKit.Commands;

/// <summary>The command line of the simulated registry.</summary>
internal sealed record SimulatorArguments
{
    /// <value>0: a free one.</value>
    public int Port { get; init; }

    /// <summary>Which faults; null lets paths decide by their names.</summary>
    public int? Seed { get; init; }

    public int Capacity { get; init; }

    public TimeSpan StepTime { get; init; }

    /// <summary>How often the registry restarts and cancels everything; null for never.</summary>
    public TimeSpan? RestartEvery { get; init; }

    public string? Token { get; init; }

    /// <summary>Who is notified when a step ends; null for nobody.</summary>
    public Uri? Notify { get; init; }

    public string? Secret { get; init; }
}
