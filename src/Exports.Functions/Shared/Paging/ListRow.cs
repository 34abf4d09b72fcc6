namespace Exports.Functions.Shared.Paging;

/// <summary>A row of a scan.</summary>
/// <param name="Item">What it shows; null for a row that costs a read and is passed over, as a tombstone is.</param>
/// <param name="Position">What a <see cref="PageToken"/> says to go on behind it.</param>
internal readonly record struct ListRow<T>(T? Item, string Position)
    where T : class;
