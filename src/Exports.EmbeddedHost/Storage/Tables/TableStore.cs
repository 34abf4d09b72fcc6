using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Storage.Tables;

/// <summary>
/// Azure's table service on SQLite: the same rules, refusals and codes. Every write is a commit of its own; when the commit's observer
/// throws afterwards, the caller gets that exception although the write is applied.
/// </summary>
internal sealed class TableStore
{
    private readonly SqliteDatabase _database;
    private readonly StorageMetrics _metrics;
    private readonly VersionClock _clock;

    // Only tables that are committed get in, and tables are never deleted, so an entry stays right.
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.OrdinalIgnoreCase);

    public TableStore(SqliteDatabase database, TimeProvider time, StorageMetrics metrics)
    {
        _database = database;
        _metrics = metrics;
        database.EnsureSchema(TableSchema.Script);
        _clock = new VersionClock(TableSchema.Clock, time);
    }

    /// <summary>How query pages are cut; a test switch.</summary>
    public PageShaping Shaping { get; set; } = PageShaping.None;

    /// <summary>Creates a table; false where it exists, under a name of whatever case.</summary>
    /// <exception cref="RequestFailedException">400: the name breaks a rule.</exception>
    public Task<bool> CreateTableIfNotExistsAsync(string table)
    {
        EntityRules.CheckTableName(table);
        _metrics.Table(table).CountTransaction();
        if (_database.Read(session => FindId(session, table)) is not null)
        {
            return Task.FromResult(false);
        }

        return _database.CommitAsync(new CommitPoint(CommitSource.Table, "CreateTable", table), session =>
            session.Execute(
                "INSERT INTO table_names (name, folded) VALUES (@name, @folded) ON CONFLICT (folded) DO NOTHING",
                ("@name", table),
                ("@folded", Fold(table))) > 0);
    }

    /// <summary>Applies one write; the answer is the entity's new tag (the default value for a deletion).</summary>
    /// <exception cref="RequestFailedException">400, 404, 409, 412 or 413 with the service's code.</exception>
    public async Task<ETag> WriteAsync(string table, EntityWrite write)
    {
        EntityRules.Check(write);
        _metrics.Table(table).CountTransaction();
        var point = new CommitPoint(CommitSource.Table, OperationOf(write.Kind), $"{table}/{write.PartitionKey}/{write.RowKey}");
        var stamp = await _database.CommitAsync(point, session =>
        {
            var rows = new EntityTable(session, IdOf(session, table));
            var next = _clock.Next(session);
            EntityWriter.Apply(rows, write, next);
            return next;
        });
        return TagAfter(write, stamp);
    }

    /// <summary>Applies an entity-group transaction, all of it or nothing; the answers are the new tags, in order.</summary>
    /// <exception cref="Azure.Data.Tables.TableTransactionFailedException">An action was refused.</exception>
    public async Task<IReadOnlyList<ETag>> WriteTransactionAsync(string table, IReadOnlyList<EntityWrite> writes)
    {
        TransactionRules.Check(writes);
        _metrics.Table(table).CountTransaction();
        var point = new CommitPoint(CommitSource.Table, "SubmitTransaction", $"{table}/{writes[0].PartitionKey}");
        var stamp = await _database.CommitAsync(point, session =>
        {
            var next = _clock.Next(session);
            for (var i = 0; i < writes.Count; i++)
            {
                var write = writes[i];
                TableErrors.AtAction(i, () => EntityWriter.Apply(new EntityTable(session, IdOf(session, table)), write, next));
            }

            return next;
        });
        return [.. writes.Select(write => TagAfter(write, stamp))];
    }

    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c> or <c>TableNotFound</c>.</exception>
    public StoredEntity Get(string table, string partitionKey, string rowKey)
    {
        _metrics.Table(table).CountTransaction();
        return _database.Read(session => new EntityTable(session, CommittedIdOf(session, table)).Find(partitionKey, rowKey))
            ?? throw TableErrors.EntityNotFound();
    }

    /// <summary>Reads one page, in key order, from one snapshot.</summary>
    /// <exception cref="RequestFailedException">
    /// 400 <c>InvalidInput</c> for the filter, the page size or the token; 404 <c>TableNotFound</c>.
    /// </exception>
    public EntityPage Query(string table, EntityQuery query)
    {
        var counter = _metrics.Table(table);
        counter.CountTransaction();
        var scan = EntityScan.Of(query, Shaping);
        var page = _database.Read(session => scan.Run(session, CommittedIdOf(session, table)));
        counter.CountExamined(scan.Examined);
        return page;
    }

    private static string Fold(string table) => table.ToUpperInvariant();

    private static string OperationOf(EntityWriteKind kind) => kind switch
    {
        EntityWriteKind.Add => "AddEntity",
        EntityWriteKind.UpdateMerge or EntityWriteKind.UpdateReplace => "UpdateEntity",
        EntityWriteKind.UpsertMerge or EntityWriteKind.UpsertReplace => "UpsertEntity",
        _ => "DeleteEntity",
    };

    private static ETag TagAfter(EntityWrite write, long stamp) =>
        write.Kind == EntityWriteKind.Delete ? default : EntityTag.Of(new DateTimeOffset(stamp, TimeSpan.Zero));

    private static long? FindId(SqliteSession session, string table) =>
        session.Scalar("SELECT id FROM table_names WHERE folded = @folded", ("@folded", Fold(table))) is { } id
            ? Convert.ToInt64(id, CultureInfo.InvariantCulture)
            : null;

    private long IdOf(SqliteSession session, string table) =>
        _ids.TryGetValue(table, out var id) ? id : FindId(session, table) ?? throw TableErrors.TableNotFound(table);

    private long CommittedIdOf(SqliteSession session, string table)
    {
        var id = IdOf(session, table);
        _ids.TryAdd(table, id);
        return id;
    }
}
