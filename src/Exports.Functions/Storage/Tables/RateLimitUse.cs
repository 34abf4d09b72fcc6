namespace Exports.Functions.Storage.Tables;

/// <summary>How often something was done in a window, and the id of the last request that did it.</summary>
internal sealed record RateLimitUse(int Count, string LastId)
{
    public static readonly RateLimitUse None = new(0, "");
}
