using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>The committed blobs of one container within one SQLite session.</summary>
internal readonly struct BlobRows(SqliteSession session, long containerId)
{
    private const string Columns =
        """
        id, name, length, version, created, content_type, content_hash, content_encoding, content_language, content_disposition,
        cache_control, metadata
        """;

    public StoredBlob? Find(string name) => FindWith(Columns, name);

    public StoredBlob? FindWithBytes(string name) => FindWith(Columns + ", bytes", name);

    /// <summary>Blobs from a name on, up to but without another, in order.</summary>
    public List<BlobRecord> List(byte[] from, byte[]? before, int size) =>
        session.Query(
            $"""
            SELECT {Columns} FROM blob_blobs
            WHERE container_id = @container AND name >= @from {(before is null ? "" : "AND name < @before")}
            ORDER BY name LIMIT @size
            """,
            reader => Read(reader).Record,
            ("@container", containerId),
            ("@from", from),
            ("@before", before),
            ("@size", size));

    /// <summary>Makes this the blob of that name, whether or not there is one.</summary>
    public void Put(BlobRecord blob, byte[]? bytes) =>
        session.Execute(
            $"""
            INSERT INTO blob_blobs (container_id, name, length, version, created, content_type, content_hash, content_encoding,
                content_language, content_disposition, cache_control, metadata, bytes)
            VALUES (@container, @name, @length, @version, @created, @type, @hash, @encoding,
                @language, @disposition, @cache, @metadata, @bytes)
            ON CONFLICT (container_id, name) DO UPDATE SET length = excluded.length, version = excluded.version,
                content_type = excluded.content_type, content_hash = excluded.content_hash, content_encoding = excluded.content_encoding,
                content_language = excluded.content_language, content_disposition = excluded.content_disposition,
                cache_control = excluded.cache_control, metadata = excluded.metadata, bytes = excluded.bytes
            """,
            ("@container", containerId),
            ("@name", OrdinalKey.Encode(blob.Name)),
            ("@length", blob.Length),
            ("@version", blob.Version),
            ("@created", blob.Created),
            ("@type", blob.Headers.ContentType),
            ("@hash", blob.Headers.ContentHash),
            ("@encoding", blob.Headers.ContentEncoding),
            ("@language", blob.Headers.ContentLanguage),
            ("@disposition", blob.Headers.ContentDisposition),
            ("@cache", blob.Headers.CacheControl),
            ("@metadata", TextOf(blob.Metadata)),
            ("@bytes", bytes));

    /// <summary>Gives the blob another description, under a new version; its content stays.</summary>
    public void PutMetadata(StoredBlob blob, IDictionary<string, string> metadata, long version) => session.Execute(
        "UPDATE blob_blobs SET version = @version, metadata = @metadata WHERE id = @id",
        ("@version", version), ("@metadata", TextOf(metadata)), ("@id", blob.Id));

    public void Remove(StoredBlob blob) => session.Execute("DELETE FROM blob_blobs WHERE id = @id", ("@id", blob.Id));

    private static StoredBlob Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        new BlobRecord
        {
            Name = OrdinalKey.Decode(reader.GetFieldValue<byte[]>(1)),
            Length = reader.GetInt64(2),
            Version = reader.GetInt64(3),
            Created = reader.GetInt64(4),
            Headers = new BlobHttpHeaders
            {
                ContentType = reader.GetString(5),
                ContentHash = BytesAt(reader, 6),
                ContentEncoding = TextAt(reader, 7),
                ContentLanguage = TextAt(reader, 8),
                ContentDisposition = TextAt(reader, 9),
                CacheControl = TextAt(reader, 10),
            },
            Metadata = MetadataOf(TextAt(reader, 11)),
        },
        reader.FieldCount > 12 ? BytesAt(reader, 12) : null);

    // Metadata keys are HTTP headers: their case does not count.
    private static Dictionary<string, string> MetadataOf(string? json) => json is null
        ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        : new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!, StringComparer.OrdinalIgnoreCase);

    private static string? TextOf(IDictionary<string, string> metadata) => metadata.Count == 0 ? null : JsonSerializer.Serialize(metadata);

    private static string? TextAt(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static byte[]? BytesAt(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private StoredBlob? FindWith(string columns, string name)
    {
        var found = session.Query(
            $"SELECT {columns} FROM blob_blobs WHERE container_id = @container AND name = @name",
            Read,
            ("@container", containerId),
            ("@name", OrdinalKey.Encode(name)));
        return found.Count == 0 ? null : found[0];
    }
}
