using Azure;
using Azure.Data.Tables;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.2: what each call answers, and what it is refused with.</summary>
public sealed class Tables_7_2_Operations : IDisposable
{
    private static readonly ETag Stale = new("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"");

    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task CreateIfNotExists_Twice_AnswersBothTimesWithTheTable()
    {
        var table = new TableServiceClient(_bed.Tables).GetTableClient("things");

        Assert.Equal("things", (await table.CreateIfNotExistsAsync()).Value.Name);
        Assert.Equal("things", (await table.CreateIfNotExistsAsync()).Value.Name);
        Assert.Equal("things", (await new TableServiceClient(_bed.Tables).CreateTableIfNotExistsAsync("things")).Value.Name);
    }

    [Fact]
    public async Task Add_Existing_Is409()
    {
        var table = await _bed.TableAsync();
        Assert.Equal(204, (await table.AddEntityAsync(Entity())).Status);

        await Refused.WithAsync(409, "EntityAlreadyExists", () => table.AddEntityAsync(Entity()));
    }

    [Fact]
    public async Task AnyWrite_WithoutTheTable_Is404TableNotFound()
    {
        var table = new TableServiceClient(_bed.Tables).GetTableClient("missing");

        await Refused.WithAsync(404, "TableNotFound", () => table.AddEntityAsync(Entity()));
        await Refused.WithAsync(404, "TableNotFound", () => table.UpsertEntityAsync(Entity()));
        await Refused.WithAsync(404, "TableNotFound", () => table.UpdateEntityAsync(Entity(), ETag.All));
        await Refused.AtActionAsync(0, 404, "TableNotFound", () =>
            table.SubmitTransactionAsync([new(TableTransactionActionType.Add, Entity())]));
    }

    [Fact]
    public async Task Upsert_Merge_KeepsWhatIsNotSent_Replace_DropsIt()
    {
        var table = await _bed.TableAsync();
        await table.UpsertEntityAsync(Entity(("A", 1), ("B", 1)));

        await table.UpsertEntityAsync(Entity(("B", 2)));
        Assert.Equal(("A", 1, "B", 2), await ReadAsync(table));

        await table.UpsertEntityAsync(Entity(("B", 3)), TableUpdateMode.Replace);
        Assert.Equal(("A", null, "B", 3), await ReadAsync(table));
    }

    [Fact]
    public async Task Update_Merge_KeepsWhatIsNotSent_Replace_DropsIt()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(Entity(("A", 1), ("B", 1)));

        await table.UpdateEntityAsync(Entity(("B", 2)), ETag.All);
        Assert.Equal(("A", 1, "B", 2), await ReadAsync(table));

        await table.UpdateEntityAsync(Entity(("B", 3)), ETag.All, TableUpdateMode.Replace);
        Assert.Equal(("A", null, "B", 3), await ReadAsync(table));
    }

    [Fact]
    public async Task Update_OfTheVersionRead_Succeeds_AndTheOldVersionIsThenStale()
    {
        var table = await _bed.TableAsync();
        var first = (await table.AddEntityAsync(Entity())).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(Entity(("A", 1)), first)).Headers.ETag!.Value;

        await Refused.WithAsync(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(Entity(("A", 2)), first));
        await table.UpdateEntityAsync(Entity(("A", 3)), second);
        Assert.Equal(3, (await ReadAsync(table)).A);
    }

    [Fact]
    public async Task Update_WithoutACondition_IsRefusedByTheClient()
    {
        var table = await _bed.TableAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(Entity(), default));
    }

    [Fact]
    public async Task Update_Missing_Is404_EvenUnconditionally()
    {
        var table = await _bed.TableAsync();

        await Refused.WithAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(Entity(), ETag.All));
        await Refused.WithAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(Entity(), Stale));
    }

    [Theory]
    [InlineData("\"strong\"")]
    [InlineData("W/\"something\"")]
    [InlineData("text")]
    public async Task Update_MalformedTag_Is400(string tag)
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(Entity());

        await Refused.WithAsync(400, "InvalidInput", () => table.UpdateEntityAsync(Entity(), new ETag(tag)));
    }

    [Fact]
    public async Task Delete_Missing_AnswersWith404_WithoutThrowing()
    {
        var table = await _bed.TableAsync();

        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await new TableServiceClient(_bed.Tables).GetTableClient("missing").DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task Delete_StaleVersion_Is412_WithoutACondition_Deletes()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(Entity());

        await Refused.WithAsync(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync("p", "r", Stale));
        Assert.Equal(204, (await table.DeleteEntityAsync(Entity())).Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task Get_Missing_Is404()
    {
        var table = await _bed.TableAsync();

        await Refused.WithAsync(404, "ResourceNotFound", () => table.GetEntityAsync<TableEntity>("p", "r"));
    }

    [Fact]
    public async Task GetIfExists_Missing_HasNoValue_AndAskingForItThrows()
    {
        var table = await _bed.TableAsync();

        var answer = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.False(answer.HasValue);
        Assert.Equal(404, answer.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => answer.Value);
    }

    [Fact]
    public async Task Get_Selected_HasTheSelectedProperties_AndAnAbsentOneAsNull()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(Entity(("A", 1), ("B", 2)));

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r", ["A", "C"])).Value;

        Assert.Equal((1, null, null), (entity.GetInt32("A"), entity.GetInt32("B"), entity["C"]));
        Assert.Null(entity.PartitionKey);
        Assert.NotEqual(default, entity.ETag);
    }

    [Fact]
    public async Task Query_MissingTableOrBadFilter_IsRefusedAtTheFirstPage()
    {
        var table = await _bed.TableAsync();
        var missing = new TableServiceClient(_bed.Tables).GetTableClient("missing").QueryAsync<TableEntity>();
        var malformed = table.QueryAsync<TableEntity>("PartitionKey is 'p'");

        await Refused.WithAsync(404, "TableNotFound", () => missing.ToListAsync().AsTask());
        await Refused.WithAsync(400, "InvalidInput", () => malformed.ToListAsync().AsTask());
    }

    [Fact]
    public async Task AnyCall_Cancelled_DoesNothing()
    {
        var table = await _bed.TableAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(Entity(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: cancelled));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    private static TableEntity Entity(params (string Name, object Value)[] properties)
    {
        var entity = new TableEntity("p", "r");
        foreach (var (name, value) in properties)
        {
            entity[name] = value;
        }

        return entity;
    }

    private static async Task<(string, int? A, string, int? B)> ReadAsync(TableClient table)
    {
        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        return ("A", entity.GetInt32("A"), "B", entity.GetInt32("B"));
    }
}
