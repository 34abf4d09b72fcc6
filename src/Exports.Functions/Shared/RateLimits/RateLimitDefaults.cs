namespace Exports.Functions.Shared.RateLimits;

/// <summary>GitLab's own numbers.</summary>
internal static class RateLimitDefaults
{
    public const int ExportsPerMinute = 6;
    public const int DownloadsPerMinute = 1;
    public const int ImportsPerMinute = 6;
}
