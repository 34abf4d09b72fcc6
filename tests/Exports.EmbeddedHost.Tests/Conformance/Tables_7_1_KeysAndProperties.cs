using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.1: table names, keys, properties, sizes, versions.</summary>
public sealed class Tables_7_1_KeysAndProperties : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData("ab", "OutOfRangeInput")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123", "OutOfRangeInput")]
    [InlineData("1table", "InvalidResourceName")]
    [InlineData("my-table", "InvalidResourceName")]
    [InlineData("Tables", "InvalidResourceName")]
    public Task TableName_BreaksARule_IsRefused(string name, string code) =>
        Refused.WithAsync(400, code, () => _bed.TableAsync(name));

    [Fact]
    public async Task TableName_InAnotherCase_IsTheSameTable()
    {
        var lower = await _bed.TableAsync("things");
        var upper = await _bed.TableAsync("THINGS");
        await lower.AddEntityAsync(new TableEntity("p", "r"));

        Assert.True((await upper.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Theory]
    [InlineData('/')]
    [InlineData('\\')]
    [InlineData('#')]
    [InlineData('?')]
    [InlineData('\u0000')]
    [InlineData('\u001F')]
    [InlineData('\u007F')]
    [InlineData('\u009F')]
    public async Task Key_WithAForbiddenCharacter_IsRefused(char forbidden)
    {
        var table = await _bed.TableAsync();

        await Refused.WithAsync(400, "OutOfRangeInput", () => table.AddEntityAsync(new TableEntity($"p{forbidden}", "r")));
        await Refused.WithAsync(400, "OutOfRangeInput", () => table.AddEntityAsync(new TableEntity("p", $"r{forbidden}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("100% it's, a key")]
    [InlineData("Grüße-鍵-😀")]
    public async Task Key_Legal_IsFoundAgain(string key)
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity(key, key));

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}");

        Assert.Equal(key, (await table.GetEntityAsync<TableEntity>(key, key)).Value.RowKey);
        Assert.Single(await table.QueryAsync<TableEntity>(filter).ToListAsync());
    }

    [Fact]
    public async Task Key_Of512Characters_IsTheLongest()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity(new string('p', 512), new string('r', 512)));

        await Refused.WithAsync(400, "KeyValueTooLarge", () => table.AddEntityAsync(new TableEntity(new string('p', 513), "r")));
        await Refused.WithAsync(400, "KeyValueTooLarge", () => table.AddEntityAsync(new TableEntity("p", new string('r', 513))));
    }

    [Fact]
    public async Task Key_Null_IsRefusedByTheClient()
    {
        var table = await _bed.TableAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity(null, "r")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpsertEntityAsync(new TableEntity("p", null)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.GetEntityAsync<TableEntity>(null, "r"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.DeleteEntityAsync("p", null));
    }

    [Fact]
    public async Task Keys_DifferInCaseOnly_AreDifferent()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        await table.AddEntityAsync(new TableEntity("p", "R"));

        Assert.Equal(["R", "r"], await table.QueryAsync<TableEntity>().Select(entity => entity.RowKey).ToListAsync());
    }

    [Fact]
    public async Task Entities_AreSortedByPartitionThenRowOrdinally()
    {
        string[] keys = ["", "!", "0", "10", "2", "A", "Z", "a", "z", "ä", "\uD83D\uDE00", "\uE000", "\uFFFD"];
        var table = await _bed.TableAsync();
        foreach (var partition in keys.Reverse())
        {
            foreach (var row in keys)
            {
                await table.AddEntityAsync(new TableEntity(partition, row));
            }
        }

        var found = await table.QueryAsync<TableEntity>(maxPerPage: 7).Select(entity => (entity.PartitionKey, entity.RowKey)).ToListAsync();

        var sorted = keys.Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(sorted.SelectMany(partition => sorted.Select(row => (partition, row))), found);
    }

    [Theory]
    [InlineData("1st", "PropertyNameInvalid")]
    [InlineData("a-b", "PropertyNameInvalid")]
    [InlineData("a b", "PropertyNameInvalid")]
    [InlineData("", "PropertyNameInvalid")]
    public async Task PropertyName_BreaksARule_IsRefused(string name, string code)
    {
        var table = await _bed.TableAsync();

        await Refused.WithAsync(400, code, () => table.AddEntityAsync(new TableEntity("p", "r") { { name, 1 } }));
    }

    [Fact]
    public async Task PropertyName_Of255Characters_IsTheLongest()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { { new string('n', 255), 1 } });

        await Refused.WithAsync(400, "PropertyNameTooLong", () =>
            table.AddEntityAsync(new TableEntity("p", "q") { { new string('n', 256), 1 } }));
    }

    [Fact]
    public async Task Properties_252_AreTheMost()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(WithProperties(252));

        await Refused.WithAsync(400, "TooManyProperties", () => table.UpsertEntityAsync(WithProperties(253), TableUpdateMode.Replace));
        await Refused.WithAsync(400, "TooManyProperties", () => table.UpsertEntityAsync(new TableEntity("p", "r") { ["Another"] = 1 }));
    }

    [Fact]
    public async Task Value_Of64KiB_IsTheLargest()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = new string('t', 32 * 1024), ["Data"] = new byte[64 * 1024] });

        await Refused.WithAsync(400, "PropertyValueTooLarge", () =>
            table.UpsertEntityAsync(new TableEntity("p", "r") { ["Text"] = new string('t', (32 * 1024) + 1) }));
        await Refused.WithAsync(400, "PropertyValueTooLarge", () =>
            table.UpsertEntityAsync(new TableEntity("p", "r") { ["Data"] = new byte[(64 * 1024) + 1] }));
    }

    [Fact]
    public async Task Entity_LargerThan1MiB_IsRefused()
    {
        var table = await _bed.TableAsync();

        await Refused.WithAsync(400, "EntityTooLarge", () => table.AddEntityAsync(WithData(17)));
        await Refused.WithAsync(413, "RequestBodyTooLarge", () => table.AddEntityAsync(WithData(65)));
        await table.AddEntityAsync(WithData(15));
    }

    [Fact]
    public async Task Time_Before1601_IsRefused()
    {
        var table = await _bed.TableAsync();

        await Refused.WithAsync(400, "OutOfRangeInput", () =>
            table.AddEntityAsync(new TableEntity("p", "r") { ["At"] = DateTime.MinValue }));
        await table.AddEntityAsync(new TableEntity("p", "r") { ["At"] = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) });
    }

    [Fact]
    public async Task Double_NotANumberOrInfinite_IsStored()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Nan"] = double.NaN, ["Infinite"] = double.NegativeInfinity });

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((double.NaN, double.NegativeInfinity), (entity.GetDouble("Nan"), entity.GetDouble("Infinite")));
    }

    [Fact]
    public async Task NullProperty_IsNotStored_AndOnMergeTakesNothingAway()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Kept"] = 1, ["Absent"] = null });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Kept"] = null });

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(1, entity.GetInt32("Kept"));
        Assert.False(entity.ContainsKey("Absent"));
    }

    [Fact]
    public async Task TimestampAndETag_AreTheServers()
    {
        var table = await _bed.TableAsync();
        var sent = new TableEntity("p", "r") { Timestamp = DateTimeOffset.UnixEpoch, ETag = new ETag("W/\"mine\"") };
        var response = await table.AddEntityAsync(sent);

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(_bed.Time.GetUtcNow(), entity.Timestamp!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Matches(@"^W/""datetime'2026-03-02T12%3A00%3A00\.\d{7}Z'""$", entity.ETag.ToString());
        Assert.Equal(entity.ETag, response.Headers.ETag);
    }

    [Fact]
    public async Task ETag_ChangesAtEveryWrite_ThoughTheClockStands_AndAcrossARestart()
    {
        var table = await _bed.TableAsync();
        var seen = new List<ETag>();
        for (var i = 0; i < 3; i++)
        {
            seen.Add((await table.UpsertEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value);
            await table.DeleteEntityAsync("p", "r");
        }

        _bed.Restart();
        table = await _bed.TableAsync();
        seen.Add((await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value);

        Assert.Equal(4, seen.Distinct().Count());
        Assert.Equal(seen, seen.OrderBy(tag => tag.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public void ErrorCode_ComparesWithTheExceptions() =>
        Assert.True(TableErrorCode.EntityAlreadyExists == new RequestFailedException(409, "", "EntityAlreadyExists", null).ErrorCode);

    private static TableEntity WithProperties(int count)
    {
        var entity = new TableEntity("p", "r");
        for (var i = 0; i < count; i++)
        {
            entity[$"Property{i}"] = i;
        }

        return entity;
    }

    private static TableEntity WithData(int blocksOf64KiB)
    {
        var entity = new TableEntity("p", "r");
        for (var i = 0; i < blocksOf64KiB; i++)
        {
            entity[$"Data{i}"] = new byte[64 * 1024];
        }

        return entity;
    }
}
