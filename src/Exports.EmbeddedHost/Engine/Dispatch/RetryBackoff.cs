namespace Exports.EmbeddedHost.Engine.Dispatch;

/// <summary>Delays between attempts to commit a step, for instance while the disk is full.</summary>
internal static class RetryBackoff
{
    /// <summary>Steps that lost a race are repeated at once this often.</summary>
    public const int ImmediateRetries = 3;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>100 ms, doubled per failure, at most 10 s.</summary>
    public static TimeSpan DelayAfter(int failures)
    {
        var delay = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return delay < Longest ? delay : Longest;
    }
}
