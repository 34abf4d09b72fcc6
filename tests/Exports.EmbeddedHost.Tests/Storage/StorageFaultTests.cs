using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.TestKit.Faults;
using Exports.TestKit.StorageFaults;

namespace Exports.EmbeddedHost.Tests.Storage;

/// <summary>Writes that are applied and lost, or applied and reported as lost.</summary>
public sealed class StorageFaultTests
{
    [Fact]
    public async Task TableWrite_AppliedAndTimedOut_IsThere_AndTheRetryMeetsIt()
    {
        var faults = new StorageFaultPlan();
        using var bed = new StorageBed(faults);
        var table = await bed.TableAsync();
        faults.TimeOutAfterApplying(1, IsOperation("AddEntity"));

        await Refused.WithAsync(500, "OperationTimedOut", () => table.AddEntityAsync(new TableEntity("p", "r")));

        await Refused.WithAsync(409, "EntityAlreadyExists", () => table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal("Table.AddEntity(things/p/r)", Assert.Single(faults.Struck).ToString());
    }

    [Fact]
    public async Task TableUpdate_AppliedAndTimedOut_TheRetryIs412()
    {
        var faults = new StorageFaultPlan();
        using var bed = new StorageBed(faults);
        var table = await bed.TableAsync();
        var tag = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        faults.TimeOutAfterApplying(1, IsOperation("UpdateEntity"), status: 408);

        await Refused.WithAsync(408, "OperationTimedOut", () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, tag));

        await Refused.WithAsync(412, "UpdateConditionNotSatisfied", () =>
            table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, tag));
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task TableWrite_TimedOutWithoutBeingApplied_IsNotThere()
    {
        var faults = new StorageFaultPlan();
        using var bed = new StorageBed(faults);
        var table = await bed.TableAsync();
        faults.TimeOutWithoutApplying(2, IsOperation("AddEntity"));
        await table.AddEntityAsync(new TableEntity("p", "1"));

        await Refused.WithAsync(500, "OperationTimedOut", () => table.AddEntityAsync(new TableEntity("p", "2")));

        Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
        await table.AddEntityAsync(new TableEntity("p", "2"));
    }

    [Fact]
    public async Task Conflict_IsReported_AndTheNextTrySucceeds()
    {
        var faults = new StorageFaultPlan();
        using var bed = new StorageBed(faults);
        var table = await bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        faults.Conflict(1, IsOperation("UpdateEntity")).Busy(2, IsOperation("UpdateEntity"));

        await Refused.WithAsync(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        await Refused.WithAsync(503, "ServerBusy", () => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        await table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task Transaction_CrashAroundItsCommit_IsAppliedWholeOrNotAtAll(bool afterCommit, int expected)
    {
        // Commit 1 makes the table, commit 2 is the transaction.
        using var bed = new StorageBed(afterCommit ? CrashPlan.AfterCommit(2) : CrashPlan.BeforeCommit(2));
        var table = await bed.TableAsync();

        await Assert.ThrowsAsync<SimulatedCrashException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "1")),
            new(TableTransactionActionType.Add, new TableEntity("p", "2")),
        ]));

        bed.Restart();
        Assert.Equal(expected, (await (await bed.TableAsync()).QueryAsync<TableEntity>().ToListAsync()).Count);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task BlobUpload_AppliedAndTimedOut_IsThere_WithItsContent(int size)
    {
        var faults = new StorageFaultPlan();
        using var bed = new StorageBed(faults);
        var blob = (await bed.ContainerAsync()).GetBlobClient("b");
        faults.TimeOutAfterApplying(1, point => point.Source == CommitSource.Blob);
        var content = BinaryData.FromBytes(new byte[size]);

        await Refused.WithAsync(500, "OperationTimedOut", () => blob.UploadAsync(content));

        await Refused.WithAsync(409, "BlobAlreadyExists", () => blob.UploadAsync(content));
        Assert.Equal(size, (await blob.DownloadContentAsync()).Value.Content.ToMemory().Length);
        bed.Restart();
        Assert.Equal(size, (await (await bed.ContainerAsync()).GetBlobClient("b").DownloadContentAsync()).Value.Content.ToMemory().Length);
    }

    [Fact]
    public async Task CommitBlockList_AppliedAndTimedOut_CanBeRepeated()
    {
        var faults = new StorageFaultPlan();
        using var bed = new StorageBed(faults);
        var blob = (await bed.ContainerAsync()).GetBlockBlobClient("b");
        await blob.StageBlockAsync("AAAA", new MemoryStream(new byte[100_000]));
        faults.TimeOutAfterApplying(1, IsOperation("CommitBlockList"));

        await Refused.WithAsync(500, "OperationTimedOut", () => blob.CommitBlockListAsync(["AAAA"]));
        await blob.CommitBlockListAsync(["AAAA"]);

        Assert.Equal(100_000, (await blob.GetPropertiesAsync()).Value.ContentLength);
    }

    [Fact]
    public void Fault_CountsOnlyStorageWritesThatMatch_AndStrikesOnce()
    {
        var seen = CrashPlan.None();
        var faults = new StorageFaultPlan(seen).TimeOutAfterApplying(2);
        var engine = new CommitPoint(CommitSource.Engine, "Checkpoint", "i");
        var table = new CommitPoint(CommitSource.Table, "AddEntity", "t");

        faults.Committed(table);
        faults.Committed(engine);
        Assert.Throws<RequestFailedException>(() => faults.Committed(table));
        faults.Committed(table);

        Assert.Equal(4, seen.Commits.Count);
    }

    private static Func<CommitPoint, bool> IsOperation(string operation) => point => point.Operation == operation;
}
