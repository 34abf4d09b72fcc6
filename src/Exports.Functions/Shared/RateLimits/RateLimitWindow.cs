namespace Exports.Functions.Shared.RateLimits;

/// <summary>A minute of the clock in UTC, as all instances see it.</summary>
internal readonly record struct RateLimitWindow(DateTimeOffset Start)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    public DateTimeOffset End => Start + Length;

    public static RateLimitWindow At(DateTimeOffset now) => new(new(now.UtcTicks - (now.UtcTicks % Length.Ticks), TimeSpan.Zero));
}
