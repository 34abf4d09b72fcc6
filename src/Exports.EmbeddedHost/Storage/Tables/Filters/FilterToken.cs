namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <param name="Kind">What it is.</param>
/// <param name="Text">As written.</param>
/// <param name="Value">A literal's value; null for anything else.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, object? Value = null)
{
    public bool IsWord(string word) => Kind == FilterTokenKind.Word && Text == word;
}
