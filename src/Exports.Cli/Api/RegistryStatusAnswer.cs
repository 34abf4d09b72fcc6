namespace Exports.Cli.Api;

/// <summary>The state of all registry imports.</summary>
/// <param name="Enabled">The one switch.</param>
/// <param name="Starts"><c>free</c>, or the code of what holds new starts.</param>
/// <param name="Paused">Who paused new starts, if somebody did.</param>
/// <param name="Capacity">How many repositories may be active at once.</param>
/// <param name="Active">How many slots are in use.</param>
/// <param name="Counts">Repositories by state, in the order of the way through them.</param>
/// <param name="Breaker">The circuit breaker.</param>
/// <param name="WaitingUntil">When the next start may be, where the clock decides it.</param>
internal sealed record RegistryStatusAnswer(
    bool Enabled,
    string Starts,
    PauseAnswer? Paused,
    int Capacity,
    int Active,
    OrderedDictionary<string, long> Counts,
    BreakerAnswer Breaker,
    DateTimeOffset? WaitingUntil)
{
    private static readonly string[] Ended = ["import_done", "import_skipped"];

    public long Total => Counts.Values.Sum();

    /// <summary>Repositories that are not done or skipped.</summary>
    public long Open => Counts.Where(pair => !Ended.Contains(pair.Key)).Sum(pair => pair.Value);
}
