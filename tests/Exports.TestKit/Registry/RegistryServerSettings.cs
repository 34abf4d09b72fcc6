namespace Exports.TestKit.Registry;

/// <summary>How a simulated registry is reached.</summary>
internal sealed record RegistryServerSettings
{
    /// <summary>The bearer token that requests must show.</summary>
    /// <value>Null: none.</value>
    public string? Token { get; init; }

    /// <value>A free port.</value>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>How late a slow answer is, by the wall clock.</summary>
    /// <value>5 ms, so that a run of thousands stays short.</value>
    public TimeSpan SlowTime { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Told of every request that is never answered.</summary>
    /// <value>Nobody: each waits until its client has had enough.</value>
    public StalledRequests Stalled { get; init; } = new();
}
