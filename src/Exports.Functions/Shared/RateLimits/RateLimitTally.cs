namespace Exports.Functions.Shared.RateLimits;

/// <summary>What was found when a request was counted.</summary>
/// <param name="Name">The limit's name.</param>
/// <param name="Limit">How many requests a window allows, at least 1.</param>
/// <param name="Observed">
/// How many requests the window has seen, this one included; above <paramref name="Limit"/> when it was refused.
/// </param>
/// <param name="Reset">When the window ends.</param>
internal sealed record RateLimitTally(string Name, int Limit, int Observed, DateTimeOffset Reset)
{
    public bool IsAllowed => Observed <= Limit;

    public int Remaining => Math.Max(0, Limit - Observed);

    /// <summary>Whole seconds, rounded up: whoever waits so long meets the next window.</summary>
    public int SecondsLeft(DateTimeOffset now) => Math.Max(1, (int)Math.Ceiling((Reset - now).TotalSeconds));
}
