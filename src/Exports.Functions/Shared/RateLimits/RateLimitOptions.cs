using System.ComponentModel.DataAnnotations;

namespace Exports.Functions.Shared.RateLimits;

/// <summary>Settings section <c>RateLimits</c>: what one requester may do in a minute. 0 means without limit.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    internal const int Highest = 10_000;

    /// <summary>Export jobs.</summary>
    /// <value>6</value>
    [Range(0, Highest)]
    public int ExportsPerMinute { get; set; } = RateLimitDefaults.ExportsPerMinute;

    /// <summary>Downloads of one project's archive from its beginning.</summary>
    /// <value>1</value>
    [Range(0, Highest)]
    public int DownloadsPerMinute { get; set; } = RateLimitDefaults.DownloadsPerMinute;

    /// <summary>Imports, by upload and by URL together.</summary>
    /// <value>6</value>
    [Range(0, Highest)]
    public int ImportsPerMinute { get; set; } = RateLimitDefaults.ImportsPerMinute;
}
