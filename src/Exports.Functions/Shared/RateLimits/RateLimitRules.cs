using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Shared.RateLimits;

/// <summary>The decision behind a count, without I/O.</summary>
internal static class RateLimitRules
{
    /// <summary>As many subjects keep a row within the 32,768 characters that a property holds.</summary>
    internal const int MaxSubjects = 500;

    /// <param name="found">The row as it was read, or null.</param>
    /// <param name="window">The present minute.</param>
    /// <param name="call">What is counted.</param>
    /// <returns>
    /// The tally, and the row to write in place of the found one; none for a refusal and for a request that is counted already.
    /// </returns>
    public static (RateLimitTally Tally, RateLimitRow? Changed) Count(RateLimitRow? found, RateLimitWindow window, RateLimitCall call)
    {
        var row = Current(found, window);
        var use = row.Uses.GetValueOrDefault(call.Subject) ?? RateLimitUse.None;
        if (use.LastId == call.Id)
        {
            // This very request, by a write that was applied and reported as failed.
            return (Tally(row, call, use.Count), null);
        }

        var isFull = use == RateLimitUse.None && row.Uses.Count >= MaxSubjects;
        if (use.Count >= call.Allowed || isFull)
        {
            return (Tally(row, call, Math.Max(use.Count, call.Allowed) + 1), null);
        }

        var counted = new RateLimitUse(use.Count + 1, call.Id);
        return (Tally(row, call, counted.Count), row with { Uses = row.Uses.SetItem(call.Subject, counted) });
    }

    /// <summary>
    /// What was counted in an earlier minute is forgotten. An instance whose clock is a little behind counts in the minute that
    /// has begun elsewhere; a row from further ahead is a wrong clock's and must not lock anybody out.
    /// </summary>
    private static RateLimitRow Current(RateLimitRow? found, RateLimitWindow now)
    {
        if (found is null)
        {
            return RateLimitRow.Empty(now);
        }

        return found.Window == now || found.Window.Start == now.End ? found : RateLimitRow.Empty(now) with { ETag = found.ETag };
    }

    private static RateLimitTally Tally(RateLimitRow row, RateLimitCall call, int observed) =>
        new(call.Limit.Name, call.Allowed, observed, row.Window.End);
}
