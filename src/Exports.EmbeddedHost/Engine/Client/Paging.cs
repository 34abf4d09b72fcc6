namespace Exports.EmbeddedHost.Engine.Client;

internal static class Paging
{
    /// <summary>The last id of a full page; null where nothing can follow.</summary>
    public static string? NextToken<T>(IReadOnlyList<T> page, int limit, Func<T, string> id) => page.Count < limit ? null : id(page[^1]);
}
