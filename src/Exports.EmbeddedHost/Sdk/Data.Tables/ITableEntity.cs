#nullable disable

namespace Azure.Data.Tables;

/// <summary>What every entity has: its two keys, and the server's version stamp.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>When the entity was last written. Set by the store; a value sent by a client is ignored.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version that was read, to be given back as a condition. Set by the store.</summary>
    ETag ETag { get; set; }
}
