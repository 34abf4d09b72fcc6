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
}
