namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>
/// Makes query pages shorter than they need be, as Azure's are when a query crosses partition servers or runs for five seconds.
/// For tests; the default changes nothing.
/// </summary>
/// <param name="MaxEntitiesPerPage">No page has more entities than this; null for no such limit.</param>
/// <param name="EmptyPages">Whether an empty page with a continuation stands before each other page.</param>
internal sealed record TablePaging(int? MaxEntitiesPerPage = null, bool EmptyPages = false);
