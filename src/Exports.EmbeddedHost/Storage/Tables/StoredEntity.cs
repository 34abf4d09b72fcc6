using Azure;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>An entity as it is stored.</summary>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="RowKey">Its key within the partition.</param>
/// <param name="Timestamp">When it was last written; the entity's version.</param>
/// <param name="Properties">Its own properties, as stored types.</param>
internal sealed record StoredEntity(
    string PartitionKey, string RowKey, DateTimeOffset Timestamp, IReadOnlyDictionary<string, object> Properties)
{
    public ETag ETag => EntityTag.Of(Timestamp);
}
