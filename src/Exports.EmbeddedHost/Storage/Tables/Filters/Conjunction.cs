namespace Exports.EmbeddedHost.Storage.Tables.Filters;

internal sealed record Conjunction(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(StoredEntity entity) => Left.Matches(entity) && Right.Matches(entity);
}
