namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>A question for one page of entities.</summary>
/// <param name="Filter">OData; null or blank for all entities.</param>
/// <param name="MaxPerPage">1 to 1000; null for 1000.</param>
/// <param name="ContinuationToken">From the page before; null for the first.</param>
internal sealed record EntityQuery(string? Filter, int? MaxPerPage = null, string? ContinuationToken = null);
