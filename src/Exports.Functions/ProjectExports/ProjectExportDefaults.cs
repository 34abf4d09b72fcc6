namespace Exports.Functions.ProjectExports;

/// <summary>The defaults of <see cref="ProjectExportOptions"/>.</summary>
internal static class ProjectExportDefaults
{
    public const int MaxConcurrent = 25;
    public const int Retries = 3;
    public const double BackoffCoefficient = 2;
    public const long SegmentBytes = 256L << 20;
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan MaxBackoff = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Deadline = TimeSpan.FromHours(6);
    public static readonly TimeSpan SegmentTimeLimit = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan WorkerPatience = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);
    public static readonly TimeSpan RecordRetention = TimeSpan.FromDays(7);
    public static readonly TimeSpan DownloadUrlLifetime = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan NeverStartedAfter = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan DanglingAfter = TimeSpan.FromMinutes(15);
}
