namespace Exports.Functions.Housekeeping;

/// <summary>The defaults of <see cref="HousekeepingOptions"/>.</summary>
internal static class HousekeepingDefaults
{
    public const int RecordsPerRun = 2000;
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromDays(1);
}
