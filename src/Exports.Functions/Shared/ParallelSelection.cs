namespace Exports.Functions.Shared;

/// <summary>Asks something of many items, several at once.</summary>
internal static class ParallelSelection
{
    /// <summary>
    /// What <paramref name="select"/> says of each item, in the items' order. The first failure stops the rest and is thrown.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="atOnce">How many at the same time.</param>
    /// <param name="select">Is called once for each item.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<TResult>> SelectAsync<TItem, TResult>(
        this IReadOnlyCollection<TItem> items,
        int atOnce,
        Func<TItem, CancellationToken, Task<TResult>> select,
        CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        await Parallel.ForEachAsync(
            items.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (numbered, token) => results[numbered.Index] = await select(numbered.Item, token));
        return results;
    }
}
