using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.ProjectExports;

/// <summary>Settings of project exports, read from the section <c>ProjectExports</c> and checked at start.</summary>
internal sealed class ProjectExportOptions
{
    public const string Section = "ProjectExports";

    /// <summary>How many exports run at once over all projects; the others wait in the order of their requests.</summary>
    /// <value>The default is 25. Lowering it lets what runs go on; raising it takes effect within a minute.</value>
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = ProjectExportDefaults.MaxConcurrent;

    /// <summary>How often an export is tried again after its first attempt failed.</summary>
    /// <value>The default is 3, so 4 attempts in all.</value>
    [Range(0, 100)]
    public int Retries { get; set; } = ProjectExportDefaults.Retries;

    /// <summary>The wait before the first retry; each further one is <see cref="BackoffCoefficient"/> times as long.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan FirstBackoff { get; set; } = ProjectExportDefaults.FirstBackoff;

    /// <value>The default is 2.</value>
    [Range(1.0, 100.0)]
    public double BackoffCoefficient { get; set; } = ProjectExportDefaults.BackoffCoefficient;

    /// <summary>No wait between attempts is longer than this.</summary>
    /// <value>The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan MaxBackoff { get; set; } = ProjectExportDefaults.MaxBackoff;

    /// <summary>How long a job may take from its enqueuing until it is failed.</summary>
    /// <value>The default is 6 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Deadline { get; set; } = ProjectExportDefaults.Deadline;

    /// <summary>How long one activity writes before it hands over to the next.</summary>
    /// <value>The default is 5 minutes. Azure stops a function of a consumption plan after 10.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:09:00")]
    public TimeSpan SegmentTimeLimit { get; set; } = ProjectExportDefaults.SegmentTimeLimit;

    /// <summary>How many bytes of content one activity archives before it hands over to the next.</summary>
    /// <value>The default is 256 MiB. What is redone after a crash is at most this much.</value>
    [Range(1L, 1L << 40)]
    public long SegmentBytes { get; set; } = ProjectExportDefaults.SegmentBytes;

    /// <summary>
    /// How often a running activity says that it is alive, and finds out that it no longer should be. After three missed ones the
    /// watchdog has the next attempt started.
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = ProjectExportDefaults.Heartbeat;

    /// <summary>How long a step of an export may wait for a worker until its attempt counts as lost.</summary>
    /// <value>The default is 15 minutes, several times what a backlog of activities of <see cref="SegmentTimeLimit"/> takes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan WorkerPatience { get; set; } = ProjectExportDefaults.WorkerPatience;

    /// <summary>How long an archive can be downloaded.</summary>
    /// <value>The default is 24 hours.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = ProjectExportDefaults.Retention;

    /// <summary>How long a job's record outlives its archive; one that has none, its end.</summary>
    /// <value>The default is 7 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RecordRetention { get; set; } = ProjectExportDefaults.RecordRetention;

    /// <summary>
    /// Whether a download is answered with 302 to a signed URL of the storage, so that the archive does not pass through the app. The
    /// storage must then be reachable for those who download.
    /// </summary>
    /// <value>The default is false.</value>
    public bool DownloadRedirect { get; set; }

    /// <summary>How long such a URL can be used to begin a download; one that has begun goes on.</summary>
    /// <value>The default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan DownloadUrlLifetime { get; set; } = ProjectExportDefaults.DownloadUrlLifetime;

    /// <summary>Whether a project without an archive whose latest job failed reports <c>failed</c> in place of <c>none</c>.</summary>
    /// <value>The default is false, which is what GitLab clients expect.</value>
    public bool ReportFailedStatus { get; set; }

    /// <summary>From which age on the sweep may fail a queued job that has no orchestration.</summary>
    /// <value>The default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan NeverStartedAfter { get; set; } = ProjectExportDefaults.NeverStartedAfter;

    /// <summary>From which age on the sweep may remove an index row that leads to no job.</summary>
    /// <value>The default is 15 minutes, several times the longest request, because the row is written before its job.</value>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan DanglingAfter { get; set; } = ProjectExportDefaults.DanglingAfter;
}
