namespace Exports.EmbeddedHost.Storage;

/// <summary>
/// Makes the pages of queries and listings shorter than they need be, as Azure's are when a query crosses partition servers or runs for
/// five seconds. For tests; the default changes nothing.
/// </summary>
/// <param name="MaxItemsPerPage">No page has more items than this; null for no such limit.</param>
/// <param name="EmptyPages">Whether an empty page with a continuation stands before each other page.</param>
internal sealed record PageShaping(int? MaxItemsPerPage = null, bool EmptyPages = false)
{
    public static readonly PageShaping None = new();
}
