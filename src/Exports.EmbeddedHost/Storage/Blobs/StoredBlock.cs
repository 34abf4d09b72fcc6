using Azure.Storage.Blobs.Models;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>A block's row without its bytes.</summary>
internal sealed record StoredBlock(string Id, long Length, string? File)
{
    public static StoredBlock Read(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2));

    public BlobBlock ToBlock() => new(Id, Length);
}
