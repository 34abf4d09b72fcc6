using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>Settings section <c>ProjectExports:Upload</c>: the upload of an archive to the URL that came with the request.</summary>
internal sealed class UploadOptions
{
    public const string Section = "ProjectExports:Upload";

    internal const int DefaultRetries = 5;
    internal const double DefaultBackoffCoefficient = 2;
    internal static readonly TimeSpan DefaultFirstBackoff = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan DefaultMaxBackoff = TimeSpan.FromMinutes(15);
    internal static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromMinutes(20);

    /// <summary>How often an upload is tried again after the first try failed, without another export.</summary>
    /// <value>5, so 6 tries in all</value>
    [Range(0, 100)]
    public int Retries { get; set; } = DefaultRetries;

    /// <summary>The wait before the first retry; each further one is <see cref="BackoffCoefficient"/> times as long.</summary>
    /// <value>30 seconds</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan FirstBackoff { get; set; } = DefaultFirstBackoff;

    /// <value>2</value>
    [Range(1.0, 100.0)]
    public double BackoffCoefficient { get; set; } = DefaultBackoffCoefficient;

    /// <summary>No wait between two tries is longer, whatever <c>Retry-After</c> says.</summary>
    /// <value>15 minutes</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan MaxBackoff { get; set; } = DefaultMaxBackoff;

    /// <summary>How long one try may take: an upload is one request and cannot be cut into segments.</summary>
    /// <value>20 minutes. Azure stops a function after 30 unless <c>functionTimeout</c> in host.json says otherwise.</value>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan TimeLimit { get; set; } = DefaultTimeLimit;
}
