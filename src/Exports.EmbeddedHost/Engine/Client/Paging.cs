namespace Exports.EmbeddedHost.Engine.Client;

internal static class Paging
{
    private const int MaxPageSize = 1_000;

    /// <summary>The page size asked for, within 1 and 1,000.</summary>
    public static int Limit(int pageSize) => Math.Clamp(pageSize, 1, MaxPageSize);

    /// <summary>The last id of a full page; null where nothing can follow.</summary>
    public static string? NextToken<T>(IReadOnlyList<T> page, int limit, Func<T, string> id) => page.Count < limit ? null : id(page[^1]);
}
