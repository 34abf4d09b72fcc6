namespace Exports.EmbeddedHost.Storage.Tables.Filters;

internal enum FilterTokenKind
{
    Open,
    Close,

    /// <summary>A property, an operator or a keyword: which one, its place decides.</summary>
    Word,

    Literal,
    End,
}
