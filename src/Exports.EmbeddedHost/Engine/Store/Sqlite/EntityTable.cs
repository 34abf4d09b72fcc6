using Exports.EmbeddedHost.Engine.Entities;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>One row per entity.</summary>
internal static class EntityTable
{
    public static EntityRecord? Read(SqliteSession session, string id, bool withState) =>
        session.Query(Select(withState) + " WHERE id = @id", Project, ("@id", id)).SingleOrDefault();

    public static IReadOnlyList<EntityRecord> Query(SqliteSession session, EntityFilter filter) =>
        session.Query(
            Select(filter.WithState)
            + """
               WHERE id > @after AND id >= @prefix AND id < @end
                 AND modified >= @from AND modified <= @to
                 AND (@transient OR state IS NOT NULL)
               ORDER BY id LIMIT @limit
              """,
            Project,
            ("@after", filter.After ?? string.Empty),
            ("@prefix", filter.IdPrefix ?? string.Empty),
            ("@end", SqliteValues.AfterPrefix(filter.IdPrefix ?? string.Empty)),
            ("@from", filter.ModifiedFrom?.UtcTicks ?? 0),
            ("@to", filter.ModifiedTo?.UtcTicks ?? long.MaxValue),
            ("@transient", filter.IncludeTransient),
            ("@limit", filter.Limit));

    public static void Upsert(SqliteSession session, EntityRecord record) =>
        session.Execute(
            """
            INSERT INTO engine_entity (id, state, lock_instance, lock_execution, modified)
            VALUES (@id, @state, @lock_instance, @lock_execution, @modified)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, lock_instance = excluded.lock_instance,
                lock_execution = excluded.lock_execution, modified = excluded.modified
            """,
            ("@id", record.Id), ("@state", record.State), ("@lock_instance", record.Lock?.InstanceId),
            ("@lock_execution", record.Lock?.ExecutionId), ("@modified", record.ModifiedAt.UtcTicks));

    public static bool RemoveEmpty(SqliteSession session, string id) =>
        !MessageTable.HasFor(session, id)
        && session.Execute("DELETE FROM engine_entity WHERE id = @id AND state IS NULL AND lock_instance IS NULL", ("@id", id)) > 0;

    // Without state the column still tells whether there is one: an empty text is not a JSON value.
    private static string Select(bool withState) =>
        $"SELECT id, {(withState ? "state" : "iif(state IS NULL, NULL, '')")}, lock_instance, lock_execution, modified FROM engine_entity";

    private static EntityRecord Project(SqliteDataReader row) => new(
        row.GetString(0),
        row.TextOrNull(1),
        row.IsDBNull(2) ? null : new EntityLock(row.GetString(2), row.GetString(3)),
        row.Time(4));
}
