using Azure;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.TestKit.Faults;
using Exports.TestKit.Hosting;

namespace Exports.EmbeddedHost.Tests.TestKit;

public sealed class CrashPlanTests : IDisposable
{
    private readonly TempDataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task None_CountsEveryCommitInOrder()
    {
        var plan = CrashPlan.None();

        await InsertAsync(plan, 1, 2, 3);

        Assert.Equal(["1", "2", "3"], plan.Commits.Select(c => c.Subject));
        Assert.False(plan.Crashed.IsCompleted);
    }

    [Fact]
    public async Task BeforeCommit_LosesThatCommitAndRefusesAllLaterOnes()
    {
        var plan = CrashPlan.BeforeCommit(2);

        var refused = await InsertAsync(plan, 1, 2, 3);

        Assert.Equal([2, 3], refused);
        Assert.Equal([1], Stored());
        Assert.True(plan.Crashed.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task AfterCommit_KeepsThatCommitThoughItsCallerFails()
    {
        var plan = CrashPlan.AfterCommit(2);

        var refused = await InsertAsync(plan, 1, 2, 3);

        Assert.Equal([2, 3], refused);
        Assert.Equal([1, 2], Stored());
    }

    [Fact]
    public async Task Disarm_BeforeTheFault_NothingComes()
    {
        CrashPlan[] plans = [CrashPlan.BeforeCommit(1), CrashPlan.AfterCommit(1), CrashPlan.TimeOutWrite(1)];
        for (var value = 0; value < plans.Length; value++)
        {
            plans[value].Disarm();
            using var database = Open(plans[value]);
            await InsertAsync(database, value, CommitSource.Table);
        }

        Assert.Equal([0, 1, 2], Stored());
        Assert.DoesNotContain(plans, plan => plan.Crashed.IsCompleted);
    }

    [Fact]
    public async Task Crash_RefusesFromThenOn()
    {
        var plan = CrashPlan.None();
        await InsertAsync(plan, 1);

        plan.Crash();

        Assert.Equal([2], await InsertAsync(plan, 2));
        Assert.Equal([1], Stored());
    }

    [Fact]
    public async Task TimeOutWrite_AppliesTheWriteAndReportsATimeoutOnce()
    {
        var plan = CrashPlan.TimeOutWrite(2);
        using var database = Open(plan);

        await InsertAsync(database, 1, CommitSource.Table);
        await InsertAsync(database, 2, CommitSource.Engine);
        var timeout = await Assert.ThrowsAsync<RequestFailedException>(() => InsertAsync(database, 3, CommitSource.Blob));
        await InsertAsync(database, 4, CommitSource.Table);

        Assert.Equal((500, "OperationTimedOut"), (timeout.Status, timeout.ErrorCode));
        Assert.Equal([1, 2, 3, 4], Stored());
    }

    private async Task<List<int>> InsertAsync(CrashPlan plan, params int[] values)
    {
        using var database = Open(plan);
        var refused = new List<int>();
        foreach (var value in values)
        {
            var exception = await Record.ExceptionAsync(() => InsertAsync(database, value, CommitSource.Engine));
            if (exception is null) continue;
            Assert.IsType<SimulatedCrashException>(exception);
            refused.Add(value);
        }

        return refused;
    }

    private static Task<int> InsertAsync(SqliteDatabase database, int value, CommitSource source)
        => database.WriteAsync(
            new CommitPoint(source, "Insert", $"{value}"), session => session.Execute("INSERT INTO numbers VALUES ($n)", ("$n", value)));

    private List<int> Stored()
    {
        using var database = Open(NullCommitObserver.Instance);
        return database.Read(session => session.Query("SELECT n FROM numbers ORDER BY n", row => row.GetInt32(0)));
    }

    private SqliteDatabase Open(ICommitObserver observer)
    {
        var database = SqliteDatabase.Open(new SqliteDatabaseOptions(_folder.File("test.db"), MaxUnitsPerCommit: 1), observer);
        database.EnsureSchema("CREATE TABLE IF NOT EXISTS numbers (n INTEGER);");
        return database;
    }
}
