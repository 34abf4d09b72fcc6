namespace Exports.Functions.Housekeeping;

/// <summary>The defaults of <see cref="HousekeepingOptions"/>.</summary>
internal static class HousekeepingDefaults
{
    public const int RecordsPerRun = 2000;
    public const int RemovalsPerRun = 200_000;
    public const int MarkBytes = 16 << 20;
    public static readonly TimeSpan PurgeTime = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan ContentGrace = TimeSpan.FromDays(2);
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(1);
}
