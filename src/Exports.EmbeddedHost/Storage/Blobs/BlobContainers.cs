using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Blobs;

/// <summary>
/// The containers' keys. Only committed ones are remembered, and containers are never deleted, so what is remembered stays right.
/// </summary>
internal sealed class BlobContainers(SqliteDatabase database)
{
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);

    public bool Exists(string container) => Find(container) is not null;

    /// <exception cref="RequestFailedException">404 <c>ContainerNotFound</c>.</exception>
    public long Get(string container) => Find(container) ?? throw BlobErrors.ContainerNotFound();

    /// <summary>Creates a container within a write; false where it exists.</summary>
    public static bool Add(SqliteSession session, string container, long version) => session.Execute(
        "INSERT INTO blob_containers (name, version) VALUES (@name, @version) ON CONFLICT (name) DO NOTHING",
        ("@name", container),
        ("@version", version)) > 0;

    private long? Find(string container)
    {
        if (_ids.TryGetValue(container, out var known))
        {
            return known;
        }

        var found = database.Read(session => session.Scalar("SELECT id FROM blob_containers WHERE name = @name", ("@name", container)));
        return found is null ? null : _ids.GetOrAdd(container, Convert.ToInt64(found, CultureInfo.InvariantCulture));
    }
}
