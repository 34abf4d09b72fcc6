namespace Exports.Functions.Shared.Paging;

/// <summary>What lies behind a page.</summary>
/// <param name="HasNext">Whether something may.</param>
/// <param name="Total">
/// How many items the list has; null when that is more than <see cref="PageHeaders.MaxCounted"/>, or was not counted.
/// </param>
/// <param name="NextToken">Where to go on; null at the end, and where numbers reach all there is.</param>
internal sealed record PageEnd(bool HasNext, long? Total, string? NextToken);
