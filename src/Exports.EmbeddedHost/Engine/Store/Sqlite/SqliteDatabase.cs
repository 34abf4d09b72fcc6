using System.Collections.Concurrent;
using Exports.EmbeddedHost.Engine.Faults;
using Microsoft.Data.Sqlite;

namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>
/// One SQLite file in WAL mode: one writer thread, any number of readers. Units that wait together share one commit (group commit),
/// each in a savepoint of its own, so that one unit's failure leaves the others alone.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly string _connectionString;
    private readonly int _maxUnitsPerCommit;
    private readonly ICommitObserver _observer;
    private readonly BlockingCollection<WriteUnit> _waiting = new();
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SqliteSession _writer;
    private readonly Thread _writerThread;
    private volatile bool _disposed;

    private SqliteDatabase(SqliteDatabaseOptions options, ICommitObserver observer)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = options.Path, Pooling = false, DefaultTimeout = 30 };
        _connectionString = connection.ToString();
        _maxUnitsPerCommit = options.MaxUnitsPerCommit;
        _observer = observer;
        Synchronous = options.Synchronous;
        _writer = new SqliteSession(_connectionString);
        _writer.Script(
            $"PRAGMA journal_mode=WAL; PRAGMA synchronous={options.Synchronous}; PRAGMA busy_timeout=30000; PRAGMA foreign_keys=OFF;");

        // 32 MiB of pages for the one writer, and a checkpoint every 16 MiB instead of 4: hot pages are copied back less often.
        _writer.Script("PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000;");
        _writerThread = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite-writer" };
        _writerThread.Start();
    }

    /// <summary>What a commit survives; files written beside the database keep to the same.</summary>
    public SqliteSynchronous Synchronous { get; }

    public static SqliteDatabase Open(SqliteDatabaseOptions options, ICommitObserver observer) => new(options, observer);

    /// <summary>Creates tables and indexes. Runs before anything else uses them; not a commit point.</summary>
    public void EnsureSchema(string script)
    {
        using var session = new SqliteSession(_connectionString);
        session.Script($"PRAGMA busy_timeout=30000; BEGIN IMMEDIATE; {script} COMMIT;");
    }

    /// <summary>Applies one change atomically and returns when it is durable.</summary>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public Task<T> WriteAsync<T>(CommitPoint point, Func<SqliteSession, T> change)
    {
        var unit = new WriteUnit<T>(point, change);
        try
        {
            _waiting.Add(unit);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }

        return unit.Task;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(CommitPoint point, Action<SqliteSession> change) =>
        WriteAsync(point, session =>
        {
            change(session);
            return true;
        });

    /// <summary>Reads one consistent snapshot of what is committed.</summary>
    public T Read<T>(Func<SqliteSession, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_readers.TryTake(out var session))
        {
            session = new SqliteSession(_connectionString);
            session.Script("PRAGMA busy_timeout=30000; PRAGMA query_only=ON;");
        }

        var healthy = false;
        try
        {
            session.Execute("BEGIN");
            var result = query(session);
            session.Execute("COMMIT");
            healthy = true;
            return result;
        }
        finally
        {
            if (healthy && !_disposed)
            {
                _readers.Add(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    /// <summary>Finishes what waits, then closes the file. May be called twice.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _waiting.CompleteAdding();
        _writerThread.Join();
        while (_readers.TryTake(out var session))
        {
            session.Dispose();
        }

        _writer.Dispose();
        _waiting.Dispose();
    }

    private void WriteLoop()
    {
        var group = new List<WriteUnit>(_maxUnitsPerCommit);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < _maxUnitsPerCommit && _waiting.TryTake(out var next))
            {
                group.Add(next);
            }

            CommitGroup(group);
            group.ForEach(unit => unit.Answer());
        }
    }

    // The boundary where an exception becomes the caller's answer; the writer itself must outlive every unit.
    private void CommitGroup(List<WriteUnit> group)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            group.ForEach(RunInSavepoint);
            _writer.Execute("COMMIT");
        }
        catch (SqliteException exception)
        {
            TryRollBack();
            group.ForEach(unit => unit.Failure ??= exception);
            return;
        }

        group.ForEach(Announce);
    }

    private void RunInSavepoint(WriteUnit unit)
    {
        _writer.Execute("SAVEPOINT unit");
        try
        {
            unit.Run(_writer);
            _observer.Committing(unit.Point);
            _writer.Execute("RELEASE unit");
        }
        catch (Exception exception)
        {
            unit.Failure = exception;
            _writer.Execute("ROLLBACK TO unit");
            _writer.Execute("RELEASE unit");
        }
    }

    private void Announce(WriteUnit unit)
    {
        if (unit.Failure is not null)
        {
            return;
        }

        try
        {
            _observer.Committed(unit.Point);
        }
        catch (Exception exception)
        {
            unit.Failure = exception;
        }
    }

    private void TryRollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself (a full disk does that); there is nothing left to undo.
        }
    }
}
