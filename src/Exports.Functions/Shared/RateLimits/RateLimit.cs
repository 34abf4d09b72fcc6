namespace Exports.Functions.Shared.RateLimits;

/// <summary>One thing that is counted.</summary>
/// <param name="Name">What <c>RateLimit-Name</c> says, and a part of the row's key. GitLab's names.</param>
/// <param name="Setting">How often a minute; 0 for without limit.</param>
internal sealed record RateLimit(string Name, Func<RateLimitOptions, int> Setting)
{
    /// <summary>New export jobs of one requester.</summary>
    public static readonly RateLimit Export = new("project_export", options => options.ExportsPerMinute);

    /// <summary>Downloads by one requester, for each project of its own.</summary>
    public static readonly RateLimit Download = new("project_download_export", options => options.DownloadsPerMinute);

    /// <summary>Imports of one requester.</summary>
    public static readonly RateLimit Import = new("project_import", options => options.ImportsPerMinute);
}
