namespace Exports.Functions.Shared.Paging;

/// <summary>A part of a list, and what lies behind it.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, PageEnd End);
