namespace Exports.EmbeddedHost.Storage;

/// <summary>Counts for one table or container. Thread-safe; never goes back.</summary>
internal sealed class OperationCounter
{
    private long _transactions;
    private long _entitiesExamined;

    /// <summary>Requests: each read, each write, each page of a listing, each entity-group transaction as one.</summary>
    public long Transactions => Interlocked.Read(ref _transactions);

    /// <summary>
    /// Entities in the key ranges that queries looked through, whether or not the filter let them pass: what a scan costs in Azure.
    /// </summary>
    public long EntitiesExamined => Interlocked.Read(ref _entitiesExamined);

    public void CountTransaction() => Interlocked.Increment(ref _transactions);

    public void CountExamined(long entities) => Interlocked.Add(ref _entitiesExamined, entities);
}
