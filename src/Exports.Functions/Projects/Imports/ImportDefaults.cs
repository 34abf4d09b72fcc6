namespace Exports.Functions.Projects.Imports;

/// <summary>The defaults of <see cref="ImportOptions"/>.</summary>
internal static class ImportDefaults
{
    public const long MaxArchiveBytes = 10L << 30;
    public const long MaxTotalBytes = 25L << 30;
    public const long MaxFiles = 1_000_000;
    public const long MaxManifestBytes = 256L << 20;
    public const int MaxExpansion = 500;
    public const long FetchPieceBytes = 64L << 20;
    public static readonly TimeSpan Deadline = TimeSpan.FromHours(6);
    public static readonly TimeSpan SegmentTimeLimit = TimeSpan.FromMinutes(4);
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan FetchTimeLimit = TimeSpan.FromMinutes(8);
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);
    public static readonly TimeSpan NeverStartedAfter = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan DanglingAfter = TimeSpan.FromMinutes(15);
}
