namespace Exports.Functions.RegistryImports.Control;

/// <summary>
/// The circuit breaker: when half of the latest judged attempts failed, new starts stop; after a while one probe is let through, and its
/// outcome closes the breaker or opens it again.
/// </summary>
/// <param name="Outcomes">The latest judged attempts, newest last: <c>F</c> failed, <c>D</c> done. At most <see cref="Window"/>.</param>
/// <param name="OpenedAt">Since when it is open; null while it is closed.</param>
/// <param name="Probe">The repository whose attempt is the probe; null while there is none.</param>
internal sealed record Breaker(string Outcomes, DateTimeOffset? OpenedAt, string? Probe)
{
    /// <summary>It judges by so many, and never by fewer.</summary>
    public const int Window = 100;

    private const int FailuresToOpen = Window / 2;
    private const char Failure = 'F';
    private const char Success = 'D';

    public static readonly Breaker Closed = new(string.Empty, null, null);

    public int Failures => Outcomes.Count(outcome => outcome == Failure);

    public BreakerState StateAt(DateTimeOffset now, TimeSpan cooldown)
    {
        if (OpenedAt is not { } opened)
            return BreakerState.Closed;
        if (Probe is not null)
            return BreakerState.Probing;
        return now - opened >= cooldown ? BreakerState.HalfOpen : BreakerState.Open;
    }

    /// <summary>An attempt begins; while the breaker is open it is the probe.</summary>
    public Breaker Started(string hash) => OpenedAt is null || Probe is not null ? this : this with { Probe = hash };

    /// <summary>An attempt ended. One that is not judged leaves the question open: another probe may follow.</summary>
    public Breaker Ended(string hash, bool? failed, DateTimeOffset now)
    {
        if (Probe == hash)
        {
            return failed switch
            {
                true => this with { OpenedAt = now, Probe = null },
                false => Closed,
                null => this with { Probe = null },
            };
        }

        return failed is { } judged ? Judged(judged, now) : this;
    }

    private Breaker Judged(bool failed, DateTimeOffset now)
    {
        var all = Outcomes + (failed ? Failure : Success);
        var judged = this with { Outcomes = all.Length > Window ? all[^Window..] : all };
        var opens = OpenedAt is null && judged.Outcomes.Length == Window && judged.Failures >= FailuresToOpen;
        return opens ? judged with { OpenedAt = now } : judged;
    }
}
