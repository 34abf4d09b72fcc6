namespace Exports.Functions.Shared.Paging;

/// <summary>Cuts a page out of a scan, and stops the scan where it has cost enough.</summary>
internal static class PageScan
{
    /// <summary>
    /// Rows that a page by token looks at, whatever it finds in them: one answer of Azure's tables. Its page may then be short, or empty,
    /// and still have a next one.
    /// </summary>
    internal const int MaxExamined = 1_000;

    /// <summary>
    /// Rows that a numbered page looks at: up to half of them may be passed over before the list can no longer be counted.
    /// </summary>
    internal const int MaxExaminedByNumber = 2 * PageHeaders.MaxCounted;

    /// <param name="page">What is asked for.</param>
    /// <param name="list">The list's name in a <see cref="PageToken"/>.</param>
    /// <param name="rows">The list's rows, from its beginning or from behind the page's token.</param>
    /// <exception cref="Http.ApiException">405 for a numbered page that lies behind too many rows.</exception>
    public static Task<ListPage<T>> ReadAsync<T>(PageRequest page, string list, IAsyncEnumerable<ListRow<T>> rows)
        where T : class => page.IsKeyset ? ByTokenAsync(page, list, rows) : ByNumberAsync(page, list, rows);

    private static async Task<ListPage<T>> ByTokenAsync<T>(PageRequest page, string list, IAsyncEnumerable<ListRow<T>> rows)
        where T : class
    {
        var items = new List<T>(page.PerPage);
        var last = "";
        var examined = 0;
        await foreach (var row in rows)
        {
            if (items.Count == page.PerPage || examined == MaxExamined)
                return new(items, new(HasNext: true, Total: null, PageToken.Write(list, last)));
            if (row.Item is { } item)
                items.Add(item);
            last = row.Position;
            examined++;
        }

        return new(items, new(HasNext: false, Total: null, NextToken: null));
    }

    private static async Task<ListPage<T>> ByNumberAsync<T>(PageRequest page, string list, IAsyncEnumerable<ListRow<T>> rows)
        where T : class
    {
        var items = new List<T>(page.PerPage);
        var last = "";
        var end = page.Skip + page.PerPage;
        long seen = 0;
        var examined = 0;
        await foreach (var row in rows)
        {
            examined++;
            seen += row.Item is null ? 0 : 1;
            if (row.Item is { } item && seen > page.Skip && items.Count < page.PerPage)
                items.Add(item);
            if (seen <= end)
                last = row.Position;

            // Read on for the total, but not for ever.
            if (seen > Math.Max(end, PageHeaders.MaxCounted) || examined >= MaxExaminedByNumber)
                return items.Count > 0 || page.Page == 1
                    ? new(items, new(HasNext: true, Total: null, PageToken.Write(list, last)))
                    : throw PageRequest.TooDeep();
        }

        return new(items, new(HasNext: seen > end, Total: seen, NextToken: null));
    }
}
