using Azure.Data.Tables;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>What the service demands of an entity-group transaction ("Performing entity group transactions").</summary>
internal static class TransactionRules
{
    /// <exception cref="TableTransactionFailedException">The first action that breaks a rule.</exception>
    public static void Check(IReadOnlyList<EntityWrite> writes)
    {
        if (writes.Count > EntityRules.MaxActionsPerTransaction)
        {
            var refusal = TableErrors.InvalidInput("The batch request operation exceeds the maximum 100 changes per change set.");
            throw TableErrors.InTransaction(refusal, EntityRules.MaxActionsPerTransaction - 1);
        }

        var rows = new HashSet<string>(StringComparer.Ordinal);
        var size = 0L;
        for (var i = 0; i < writes.Count; i++)
        {
            CheckPlace(writes, i, rows);
            TableErrors.AtAction(i, () => EntityRules.Check(writes[i]));
            size += EntitySize.Of(writes[i].PartitionKey, writes[i].RowKey, writes[i].Properties);
            if (size > EntityRules.MaxRequestBytes)
            {
                throw TableErrors.InTransaction(EntityRules.BodyTooLarge(size), i);
            }
        }
    }

    private static void CheckPlace(IReadOnlyList<EntityWrite> writes, int index, HashSet<string> rows)
    {
        if (writes[index].PartitionKey != writes[0].PartitionKey)
        {
            const string message = "All commands in a batch must operate on the same partition.";
            throw TableErrors.InTransaction(TableErrors.Refusal(400, "CommandsInBatchActOnDifferentPartitions", message), index);
        }

        if (!rows.Add(writes[index].RowKey))
        {
            const string message = "The batch request contains more than one action on the same entity.";
            throw TableErrors.InTransaction(TableErrors.Refusal(400, "InvalidDuplicateRow", message), index);
        }
    }
}
