using System.Globalization;
using Exports.Functions.ProjectExports;

namespace Exports.Functions.Storage.Tables;

/// <summary>The keys of the export tables and the ranges they form (<c>docs/storage.md</c>).</summary>
internal static class ProjectExportKeys
{
    public const string Archive = "0-archive";
    public const string ActiveFrom = "1";
    public const string EndedFrom = "2";
    public const string KeysFrom = "3";
    public const string ArchiveIndex = "archive";
    public const string RecordIndex = "record";

    /// <summary>The partitions of the active jobs' index lie from here to <see cref="JobIndexEnd"/>, the first that is none.</summary>
    public const string JobIndexFrom = "job-";
    public const string JobIndexEnd = "job.";

    public static string Partition(long projectId) => projectId.ToString("D16", CultureInfo.InvariantCulture);

    public static long ProjectId(string partition) => long.Parse(partition, NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Active(string jobId) => $"1-job-{jobId}";

    public static string Ended(string jobId) => $"2-job-{ExportJobId.Invert(jobId)}";

    /// <summary>What sorts directly behind the row of an ended job.</summary>
    public static string EndedBehind(string jobId) => Ended(jobId) + "-";

    public static string Idempotency(string keyHash) => $"3-key-{keyHash}";

    /// <summary>The last digit of an id is random, the first ones are the time: only the last spreads the load.</summary>
    public static string JobIndexPartition(string jobId) => $"{JobIndexFrom}{jobId[^1]}";

    public static string ArchiveIndexRow(ProjectExportExpiry expiry) =>
        $"{Moment(expiry.ExpiresAt)}-{Partition(expiry.ProjectId)}-{expiry.Generation.ToString("D10", CultureInfo.InvariantCulture)}";

    public static string RecordIndexRow(ProjectExportRecord record) =>
        $"{Moment(record.Due)}-{Partition(record.ProjectId)}-{record.JobId}";

    /// <summary>What sorts behind every row of the two indexes by time that is due before this moment.</summary>
    public static string DueEnd(DateTimeOffset now) => Moment(now);

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
