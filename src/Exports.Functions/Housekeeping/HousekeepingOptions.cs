using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.Housekeeping;

/// <summary>Settings of housekeeping, read from the section <c>Housekeeping</c> and checked at start.</summary>
internal sealed class HousekeepingOptions
{
    public const string Section = "Housekeeping";

    /// <summary>How many due records one run looks at; the next run goes on.</summary>
    /// <value>The default is 2,000.</value>
    [Range(1, 100_000)]
    public int RecordsPerRun { get; set; } = HousekeepingDefaults.RecordsPerRun;

    /// <summary>How soon a record that could not go yet is looked at again.</summary>
    /// <value>The default is 1 day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan LookAgainAfter { get; set; } = HousekeepingDefaults.LookAgainAfter;

    /// <summary>
    /// How long a content or manifest that nothing names is left alone after it was stored or last renewed: longer, by half a day, than
    /// any commit, import step or start of an export may take from its first storage call to its last.
    /// </summary>
    /// <value>The default is 2 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan ContentGrace { get; set; } = HousekeepingDefaults.ContentGrace;

    /// <summary>How long one run purges finished orchestrations; the next run goes on.</summary>
    /// <value>The default is 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:09:00")]
    public TimeSpan PurgeTime { get; set; } = HousekeepingDefaults.PurgeTime;

    /// <summary>How many contents and manifests one run removes; the next run goes on.</summary>
    /// <value>The default is 200,000.</value>
    [Range(1, 10_000_000)]
    public int RemovalsPerRun { get; set; } = HousekeepingDefaults.RemovalsPerRun;

    /// <summary>
    /// Memory for the marks of one collection, in bytes. Ten bits per content keep the mistakes, which cost nothing but a delay, at 1 %.
    /// </summary>
    /// <value>The default is 16 MiB, for 13 million contents.</value>
    [Range(1 << 10, 1 << 30)]
    public int MarkBytes { get; set; } = HousekeepingDefaults.MarkBytes;
}
