using Azure;
using Azure.Data.Tables;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.2: entity-group transactions.</summary>
public sealed class Tables_7_2_Transactions : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task EveryKindOfAction_IsApplied_AndAnsweredWithItsTag()
    {
        var table = await _bed.TableAsync();
        foreach (var row in (string[])["merged", "replaced", "deleted"])
        {
            await table.AddEntityAsync(Entity(row, ("Old", 1)));
        }

        var response = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("added", ("New", 2))),
            new(TableTransactionActionType.UpdateMerge, Entity("merged", ("New", 2)), ETag.All),
            new(TableTransactionActionType.UpdateReplace, Entity("replaced", ("New", 2)), ETag.All),
            new(TableTransactionActionType.Delete, Entity("deleted")),
            new(TableTransactionActionType.UpsertMerge, Entity("upserted", ("New", 2))),
            new(TableTransactionActionType.UpsertReplace, Entity("put", ("New", 2))),
        ]);

        var stored = await table.QueryAsync<TableEntity>().ToDictionaryAsync(entity => entity.RowKey);
        Assert.Equal(["added", "merged", "put", "replaced", "upserted"], stored.Keys.Order());
        Assert.All(stored.Values, entity => Assert.Equal(2, entity.GetInt32("New")));
        Assert.Equal((1, null), (stored["merged"].GetInt32("Old"), stored["replaced"].GetInt32("Old")));
        Assert.Equal(202, response.GetRawResponse().Status);
        Assert.Equal(stored["added"].ETag, response.Value[0].Headers.ETag);
        Assert.All(response.Value, item => Assert.Equal(204, item.Status));
    }

    [Fact]
    public async Task Empty_IsRefusedByTheClient()
    {
        var table = await _bed.TableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.SubmitTransactionAsync(null));
    }

    [Fact]
    public async Task DifferentPartitions_AreRefused_AtTheFirstThatDiffers()
    {
        var table = await _bed.TableAsync();

        await Refused.AtActionAsync(1, 400, "CommandsInBatchActOnDifferentPartitions", () => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Entity("a")), new(TableTransactionActionType.Add, new TableEntity("other", "b"))]));
        await AssertEmptyAsync(table);
    }

    [Fact]
    public async Task OneRowTwice_IsRefused_AtTheSecond()
    {
        var table = await _bed.TableAsync();

        await Refused.AtActionAsync(2, 400, "InvalidDuplicateRow", () => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("a")),
            new(TableTransactionActionType.Add, Entity("b")),
            new(TableTransactionActionType.UpsertMerge, Entity("a")),
        ]));
        await AssertEmptyAsync(table);
    }

    [Fact]
    public async Task Actions_100_AreTheMost()
    {
        var table = await _bed.TableAsync();
        var actions = Enumerable.Range(0, 101)
            .Select(i => new TableTransactionAction(TableTransactionActionType.Add, Entity($"{i}")))
            .ToArray();

        await Refused.AtActionAsync(99, 400, "InvalidInput", () => table.SubmitTransactionAsync(actions));
        await AssertEmptyAsync(table);
        Assert.Equal(100, (await table.SubmitTransactionAsync(actions.Take(100))).Value.Count);
    }

    [Fact]
    public async Task LargerThan4MiB_IsRefused()
    {
        var table = await _bed.TableAsync();
        var data = new byte[60 * 1024];
        var actions = Enumerable.Range(0, 80)
            .Select(i => new TableTransactionAction(TableTransactionActionType.Add, Entity($"{i:00}", ("Data", data))));

        var refusal = await Refused.WithAsync(413, "RequestBodyTooLarge", () => table.SubmitTransactionAsync(actions));

        Assert.IsType<TableTransactionFailedException>(refusal);
        await AssertEmptyAsync(table);
    }

    [Theory]
    [InlineData(TableTransactionActionType.Add, "there", 409, "EntityAlreadyExists")]
    [InlineData(TableTransactionActionType.UpdateMerge, "missing", 404, "ResourceNotFound")]
    [InlineData(TableTransactionActionType.UpdateReplace, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(TableTransactionActionType.Delete, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(TableTransactionActionType.Delete, "missing", 404, "ResourceNotFound")]
    public async Task OneActionRefused_NothingIsApplied(TableTransactionActionType kind, string row, int status, string code)
    {
        var table = await _bed.TableAsync();
        var stale = (await table.AddEntityAsync(Entity("there"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Entity("there"));

        await Refused.AtActionAsync(1, status, code, () => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Entity("new")), new(kind, Entity(row), stale)]));

        Assert.Equal(["there"], await table.QueryAsync<TableEntity>().Select(entity => entity.RowKey).ToListAsync());
    }

    [Fact]
    public async Task BrokenRuleOnAnEntity_NamesItsAction()
    {
        var table = await _bed.TableAsync();

        await Refused.AtActionAsync(1, 400, "OutOfRangeInput", () => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Entity("a")), new(TableTransactionActionType.Add, Entity("b/c"))]));
    }

    [Fact]
    public async Task UpdateWithoutATag_IsSentWithoutACondition_SoItUpserts()
    {
        var table = await _bed.TableAsync();

        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, Entity("a", ("New", 1)))]);

        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "a")).Value.GetInt32("New"));
    }

    [Fact]
    public async Task Transaction_CountsAsOne()
    {
        var table = await _bed.TableAsync();
        var before = _bed.Metrics.Table("things").Transactions;

        await table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Entity("a")), new(TableTransactionActionType.Add, Entity("b"))]);

        Assert.Equal(1, _bed.Metrics.Table("things").Transactions - before);
    }

    private static async Task AssertEmptyAsync(TableClient table) => Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());

    private static TableEntity Entity(string row, params (string Name, object Value)[] properties)
    {
        var entity = new TableEntity("p", row);
        foreach (var (name, value) in properties)
        {
            entity[name] = value;
        }

        return entity;
    }
}
