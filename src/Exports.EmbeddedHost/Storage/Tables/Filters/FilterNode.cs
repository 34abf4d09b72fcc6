namespace Exports.EmbeddedHost.Storage.Tables.Filters;

/// <summary>A part of a parsed filter.</summary>
internal abstract record FilterNode
{
    public abstract bool Matches(StoredEntity entity);
}
