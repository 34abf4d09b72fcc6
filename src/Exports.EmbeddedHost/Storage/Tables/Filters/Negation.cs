namespace Exports.EmbeddedHost.Storage.Tables.Filters;

internal sealed record Negation(FilterNode Operand) : FilterNode
{
    public override bool Matches(StoredEntity entity) => !Operand.Matches(entity);
}
