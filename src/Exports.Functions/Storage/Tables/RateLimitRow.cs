using System.Collections.Immutable;
using Azure;
using Exports.Functions.Shared.RateLimits;

namespace Exports.Functions.Storage.Tables;

/// <summary>What one requester did in one window, by subject.</summary>
/// <param name="Window">The only window the row speaks of; the next one replaces it.</param>
/// <param name="Uses">By subject.</param>
/// <param name="ETag">Null for a row that is not there yet.</param>
internal sealed record RateLimitRow(RateLimitWindow Window, ImmutableDictionary<long, RateLimitUse> Uses, ETag? ETag)
{
    public static RateLimitRow Empty(RateLimitWindow window) => new(window, ImmutableDictionary<long, RateLimitUse>.Empty, null);
}
