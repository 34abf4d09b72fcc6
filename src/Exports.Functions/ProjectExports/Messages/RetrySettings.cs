namespace Exports.Functions.ProjectExports.Messages;

/// <summary>How failed attempts are repeated; see <see cref="ProjectExportOptions"/> for the meaning and the defaults.</summary>
public sealed record RetrySettings(int Count, TimeSpan FirstBackoff, double Coefficient, TimeSpan MaxBackoff)
{
    /// <summary>The wait after an attempt failed: first × coefficient^(attempt − 1), at most the maximum.</summary>
    public TimeSpan BackoffAfter(int attempt)
    {
        // Capped as a number, because the power may be more than a TimeSpan holds.
        var ticks = FirstBackoff.Ticks * Math.Pow(Coefficient, attempt - 1);
        return ticks >= MaxBackoff.Ticks ? MaxBackoff : TimeSpan.FromTicks((long)ticks);
    }
}
