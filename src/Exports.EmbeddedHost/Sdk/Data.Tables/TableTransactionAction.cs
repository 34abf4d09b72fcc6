#nullable disable

namespace Azure.Data.Tables;

/// <summary>
/// One action of an entity-group transaction. An update without an ETag is sent without a condition and therefore inserts a missing
/// entity, as upstream does; give <see cref="ETag.All"/> or the entity's own tag where the entity must exist.
/// </summary>
public class TableTransactionAction
{
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    public TableTransactionActionType ActionType { get; }

    public ITableEntity Entity { get; }

    public ETag ETag { get; }
}
