using Azure;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>Applies writes to a table: what must be there, what then is.</summary>
internal static class EntityWriter
{
    /// <exception cref="RequestFailedException">404, 409 or 412, by the kind of write; 400 for a merge that breaks a rule.</exception>
    public static void Apply(EntityTable table, EntityWrite write, long stamp)
    {
        var stored = table.Find(write.PartitionKey, write.RowKey);
        CheckStored(write, stored);
        if (write.Kind == EntityWriteKind.Delete)
        {
            table.Remove(write.PartitionKey, write.RowKey);
            return;
        }

        table.Put(write.PartitionKey, write.RowKey, stamp, PropertiesAfter(write, stored));
    }

    private static void CheckStored(EntityWrite write, StoredEntity? stored)
    {
        switch (write.Kind)
        {
            case EntityWriteKind.Add when stored is not null:
                throw TableErrors.EntityAlreadyExists();
            case EntityWriteKind.UpdateMerge or EntityWriteKind.UpdateReplace or EntityWriteKind.Delete when stored is null:
                throw TableErrors.EntityNotFound();
            case EntityWriteKind.UpdateMerge or EntityWriteKind.UpdateReplace or EntityWriteKind.Delete
                when !EntityTag.Matches(write.Condition, stored!.Timestamp):
                throw TableErrors.ConditionNotSatisfied();
            default:
                return;
        }
    }

    private static IReadOnlyDictionary<string, object> PropertiesAfter(EntityWrite write, StoredEntity? stored)
    {
        if (stored is null || write.Kind is not (EntityWriteKind.UpdateMerge or EntityWriteKind.UpsertMerge))
        {
            return write.Properties;
        }

        var merged = new Dictionary<string, object>(stored.Properties, StringComparer.Ordinal);
        foreach (var (name, value) in write.Properties)
        {
            merged[name] = value;
        }

        EntityRules.CheckWhole(write.PartitionKey, write.RowKey, merged);
        return merged;
    }
}
