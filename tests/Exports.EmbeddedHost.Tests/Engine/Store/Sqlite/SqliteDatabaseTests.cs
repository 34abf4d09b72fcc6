using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;

namespace Exports.EmbeddedHost.Tests.Engine.Store.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exports-db-");
    private readonly RecordingObserver _observer = new();
    private readonly SqliteDatabase _database;

    public SqliteDatabaseTests()
    {
        _database = Open();
        _database.EnsureSchema("CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;");
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task WriteAsync_Completed_IsReadByANewConnection()
    {
        await Insert(1, "one");

        Assert.Equal(["one"], Items());
    }

    [Fact]
    public async Task WriteAsync_UnitThrows_RollsBackThatUnitAlone()
    {
        using var gate = new ManualResetEventSlim();
        var blocker = _database.WriteAsync(Point("block"), _ => gate.Wait());
        var good = Insert(1, "good");
        var bad = _database.WriteAsync(Point("bad"), session =>
        {
            session.Execute("INSERT INTO item (id, text) VALUES (2, 'bad')");
            throw new InvalidOperationException("refused");
        });
        var alsoGood = Insert(3, "also good");

        // The three wait behind the blocker, so they share one commit.
        gate.Set();
        await Task.WhenAll(blocker, good, alsoGood);

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(["good", "also good"], Items());
    }

    [Fact]
    public async Task WriteAsync_ConstraintViolated_FailsTheCallerAndKeepsTheWriterAlive()
    {
        await Insert(1, "first");

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => Insert(1, "second"));
        await Insert(2, "third");

        Assert.Equal(["first", "third"], Items());
    }

    [Fact]
    public async Task Committing_Throws_NothingIsApplied()
    {
        _observer.BeforeCommit = _ => throw new InvalidOperationException("crash before");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Insert(1, "lost"));

        Assert.Empty(Items());
        Assert.Equal(["before insert"], _observer.Seen);
    }

    [Fact]
    public async Task Committed_Throws_TheWriteIsAppliedAndTheCallerSeesTheFailure()
    {
        _observer.AfterCommit = _ => throw new TimeoutException("no answer");

        await Assert.ThrowsAsync<TimeoutException>(() => Insert(1, "kept"));

        Assert.Equal(["kept"], Items());
    }

    [Fact]
    public async Task Dispose_WithWaitingUnits_AppliesThemFirst()
    {
        using var gate = new ManualResetEventSlim();
        var blocker = _database.WriteAsync(Point("block"), _ => gate.Wait());
        var waiting = Insert(1, "waited");
        var closing = Task.Run(_database.Dispose);

        gate.Set();
        await Task.WhenAll(blocker, waiting, closing);

        using var reopened = Open();
        Assert.Equal(["waited"], Items(reopened));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Insert(2, "late"));
    }

    [Fact]
    public async Task Read_DuringAWrite_SeesTheLastCommittedState()
    {
        await Insert(1, "committed");
        using var inside = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var writing = _database.WriteAsync(Point("slow"), session =>
        {
            session.Execute("INSERT INTO item (id, text) VALUES (2, 'uncommitted')");
            inside.Set();
            gate.Wait();
        });

        inside.Wait();
        var seen = Items();
        gate.Set();
        await writing;

        Assert.Equal(["committed"], seen);
        Assert.Equal(["committed", "uncommitted"], Items());
    }

    private static CommitPoint Point(string operation) => new(CommitSource.Table, operation, "item");

    private SqliteDatabase Open() =>
        SqliteDatabase.Open(new SqliteDatabaseOptions(Path.Combine(_folder.FullName, "test.db"), SqliteSynchronous.Off), _observer);

    private Task Insert(int id, string text) =>
        _database.WriteAsync(Point("insert"), session => { session.Execute("INSERT INTO item (id, text) VALUES ($id, $text)", ("$id", id), ("$text", text)); });

    private List<string> Items(SqliteDatabase? database = null) =>
        (database ?? _database).Read(session => session.Query("SELECT text FROM item ORDER BY id", reader => reader.GetString(0)));
}
