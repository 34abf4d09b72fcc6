using Azure;
using Azure.Data.Tables;
using Exports.EmbeddedHost.Storage.Tables.Binding;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>One write as the store takes it: keys, stored values, and a condition.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="PartitionKey">The entity's partition.</param>
/// <param name="RowKey">The entity's key within the partition.</param>
/// <param name="Properties">Own properties as stored types, see <see cref="PropertyValue"/>; none is null.</param>
/// <param name="Condition">The version that must be there; <see cref="ETag.All"/> for any. Updates and deletions only.</param>
internal sealed record EntityWrite(
    EntityWriteKind Kind, string PartitionKey, string RowKey, IReadOnlyDictionary<string, object> Properties, ETag Condition)
{
    private static readonly Dictionary<string, object> NoProperties = [];

    public static EntityWrite Of(EntityWriteKind kind, ITableEntity? entity, ETag condition)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
        return new EntityWrite(kind, entity.PartitionKey, entity.RowKey, EntityBinder.Read(entity), condition);
    }

    public static EntityWrite Delete(string partitionKey, string rowKey, ETag condition)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return new EntityWrite(EntityWriteKind.Delete, partitionKey, rowKey, NoProperties, condition);
    }

    public static EntityWrite From(TableTransactionAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(action.Entity);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            return Delete(action.Entity.PartitionKey, action.Entity.RowKey, action.ETag == default ? ETag.All : action.ETag);
        }

        return Of(KindOf(action), action.Entity, action.ETag);
    }

    public static EntityWriteKind UpdateKind(TableUpdateMode mode) =>
        mode == TableUpdateMode.Merge ? EntityWriteKind.UpdateMerge : EntityWriteKind.UpdateReplace;

    public static EntityWriteKind UpsertKind(TableUpdateMode mode) =>
        mode == TableUpdateMode.Merge ? EntityWriteKind.UpsertMerge : EntityWriteKind.UpsertReplace;

    // On the wire an update without If-Match is an upsert, so that is what upstream's action without a tag does.
    private static EntityWriteKind KindOf(TableTransactionAction action) => (action.ActionType, action.ETag == default) switch
    {
        (TableTransactionActionType.Add, _) => EntityWriteKind.Add,
        (TableTransactionActionType.UpdateMerge, false) => EntityWriteKind.UpdateMerge,
        (TableTransactionActionType.UpdateReplace, false) => EntityWriteKind.UpdateReplace,
        (TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge, _) => EntityWriteKind.UpsertMerge,
        (TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace, _) => EntityWriteKind.UpsertReplace,
        _ => throw new InvalidOperationException($"Unknown transaction action {action.ActionType}."),
    };
}
