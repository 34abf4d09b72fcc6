using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.2: filters, pages, continuation, and what a query costs.</summary>
public sealed class Tables_7_2_Queries : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData("Count eq 5", true)]
    [InlineData("Count ne 5", false)]
    [InlineData("Count gt 4 and Count lt 6", true)]
    [InlineData("Count ge 6 or Count le 4", false)]
    [InlineData("not (Count eq 5)", false)]
    [InlineData("not Count eq 4", true)]
    [InlineData("Count eq 4 or Count eq 4 and Count eq 5 or Count eq 5", true)]
    [InlineData("(((Count eq 5)))", true)]
    [InlineData("Text eq 'it''s'", true)]
    [InlineData("Text gt 'it' and Text lt 'iu'", true)]
    [InlineData("Big eq 5000000000L", true)]
    [InlineData("Ratio eq 2.5", true)]
    [InlineData("Ratio gt 2", true)]
    [InlineData("Ratio lt 1e3", true)]
    [InlineData("Flag eq true", true)]
    [InlineData("At eq datetime'2026-03-01T00:00:00Z'", true)]
    [InlineData("At lt datetime'2026-03-01T01:00:00+01:00'", false)]
    [InlineData("Id eq guid'00000000-0000-0000-0000-000000000007'", true)]
    [InlineData("Data eq X'0aFF'", true)]
    [InlineData("Data eq binary'0AFF'", true)]
    [InlineData("PartitionKey eq 'p' and RowKey ge 'r'", true)]
    [InlineData("Timestamp ge datetime'2026-03-02T12:00:00Z'", true)]
    [InlineData("count eq 5", false)]
    public async Task Filter_Matches(string filter, bool expected)
    {
        var table = await SampleAsync();

        Assert.Equal(expected, (await table.QueryAsync<TableEntity>(filter).ToListAsync()).Count == 1);
    }

    [Theory]
    [InlineData("Missing eq 1")]
    [InlineData("Missing ne 1")]
    [InlineData("Missing lt 1")]
    [InlineData("Count eq 5L")]
    [InlineData("Count ne 4L")]
    [InlineData("Count eq '5'")]
    [InlineData("Big eq 5")]
    [InlineData("Text ne 1")]
    public async Task Filter_OnAMissingPropertyOrAnotherType_IsFalseWhateverTheOperator(string filter)
    {
        var table = await SampleAsync();

        Assert.Empty(await table.QueryAsync<TableEntity>(filter).ToListAsync());
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("Count eq")]
    [InlineData("Count equals 5")]
    [InlineData("eq 5")]
    [InlineData("Count eq 5 and")]
    [InlineData("(Count eq 5")]
    [InlineData("Count eq 5)")]
    [InlineData("Count eq 'five")]
    [InlineData("Count eq null")]
    [InlineData("Count eq 5x")]
    [InlineData("Count eq 99999999999")]
    [InlineData("At eq datetime'yesterday'")]
    [InlineData("Id eq guid'7'")]
    [InlineData("Data eq X'0'")]
    [InlineData("Ratio eq decimal'1'")]
    [InlineData("startswith(Text, 'it')")]
    [InlineData("Count = 5")]
    public async Task Filter_Malformed_Is400(string filter)
    {
        var table = await SampleAsync();

        await Refused.WithAsync(400, "InvalidInput", () => table.QueryAsync<TableEntity>(filter).ToListAsync().AsTask());
    }

    [Fact]
    public async Task Filter_NestedWithoutEnd_IsRefused_NotAStackOverflow()
    {
        var table = await SampleAsync();

        await Refused.WithAsync(400, "InvalidInput", () => table.QueryAsync<TableEntity>(new string('(', 100_000)).ToListAsync().AsTask());
    }

    [Fact]
    public async Task CreateQueryFilter_WritesLiteralsThatAreReadBack()
    {
        var table = await SampleAsync();
        var sample = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        foreach (var name in (string[])["Text", "Count", "Big", "Ratio", "Flag", "At", "Id", "Data", "Timestamp"])
        {
            var filter = TableClient.CreateQueryFilter(FormattableStringFactory.Create($"{name} eq {{0}}", sample[name]));
            Assert.Single(await table.QueryAsync<TableEntity>(filter).ToListAsync());
        }

        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));
    }

    [Fact]
    public async Task Page_HasAtMost1000Entities()
    {
        var table = await RowsAsync("p", 1001);

        var pages = await table.QueryAsync<TableEntity>().AsPages().ToListAsync();

        Assert.Equal([1000, 1], pages.Select(page => page.Values.Count));
        await Refused.WithAsync(400, "InvalidInput", () => table.QueryAsync<TableEntity>(maxPerPage: 1001).ToListAsync().AsTask());
        await Refused.WithAsync(400, "InvalidInput", () => table.QueryAsync<TableEntity>(maxPerPage: 0).ToListAsync().AsTask());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("PartitionKey eq 'b'")]
    [InlineData("PartitionKey ge 'b'")]
    [InlineData("PartitionKey eq 'b' and RowKey gt '0003' and RowKey le '0007'")]
    [InlineData("Even eq true")]
    public async Task Continuation_GoesOnWhereThePageEnded_AlsoInAnotherClient(string? filter)
    {
        await RowsAsync("a", 5);
        await RowsAsync("b", 9);
        var table = await RowsAsync("c", 4);
        var all = await table.QueryAsync<TableEntity>(filter).Select(KeyOf).ToListAsync();

        var walked = new List<string>();
        string? token = null;
        do
        {
            var page = await (await _bed.TableAsync()).QueryAsync<TableEntity>(filter, maxPerPage: 2).AsPages(token).FirstAsync();
            Assert.InRange(page.Values.Count, 0, 2);
            walked.AddRange(page.Values.Select(KeyOf));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(all, walked);
        Assert.NotEmpty(all);
    }

    [Fact]
    public async Task Continuation_EntityGoneMeanwhile_GoesOnBehindIt()
    {
        var table = await RowsAsync("p", 4);
        var first = await table.QueryAsync<TableEntity>(maxPerPage: 2).AsPages().FirstAsync();
        await table.DeleteEntityAsync("p", "0002");

        var rest = await table.QueryAsync<TableEntity>().AsPages(first.ContinuationToken).ToListAsync();

        Assert.Equal(["0003"], rest.SelectMany(page => page.Values).Select(entity => entity.RowKey));
    }

    [Fact]
    public async Task Continuation_NotFromAQuery_Is400()
    {
        var table = await RowsAsync("p", 1);

        foreach (var token in (string[])["nonsense", "1!p!%!%", "2!p!cAA=!cgA="])
        {
            await Refused.WithAsync(400, "InvalidInput", () => table.QueryAsync<TableEntity>().AsPages(token).ToListAsync().AsTask());
        }
    }

    [Fact]
    public async Task ShapedPages_AreShortOrEmpty_AndLoseNothing()
    {
        var table = await RowsAsync("p", 7);
        _bed.Tables.Shaping = new PageShaping(MaxItemsPerPage: 3, EmptyPages: true);

        var pages = await table.QueryAsync<TableEntity>().AsPages().ToListAsync();

        Assert.Equal([0, 3, 0, 3, 0, 1], pages.Select(page => page.Values.Count));
        Assert.All(pages.SkipLast(1), page => Assert.NotNull(page.ContinuationToken));
        Assert.Equal(7, pages.SelectMany(page => page.Values).DistinctBy(KeyOf).Count());
    }

    [Theory]
    [InlineData(null, 18)]
    [InlineData("PartitionKey eq 'b'", 9)]
    [InlineData("PartitionKey eq 'b' and Even eq true", 9)]
    [InlineData("PartitionKey eq 'b' and RowKey ge '0003' and RowKey lt '0005'", 2)]
    [InlineData("PartitionKey eq 'b' and (RowKey ge '0003' and RowKey lt '0005') and Even eq true", 2)]
    [InlineData("PartitionKey eq 'b' and RowKey eq '0003'", 1)]
    [InlineData("PartitionKey ge 'b'", 13)]
    [InlineData("PartitionKey gt 'b'", 4)]
    [InlineData("PartitionKey ge 'b' and RowKey eq '0003'", 13)]
    [InlineData("RowKey eq '0003'", 18)]
    [InlineData("Even eq true", 18)]
    [InlineData("PartitionKey eq 'a' or PartitionKey eq 'c'", 18)]
    [InlineData("PartitionKey eq 'b' and (RowKey eq '0001' or RowKey eq '0002')", 9)]
    [InlineData("not (PartitionKey lt 'b')", 18)]
    [InlineData("PartitionKey eq 'b' and PartitionKey eq 'c'", 0)]
    public async Task Examined_IsTheKeyRange_WhateverTheRestOfTheFilter(string? filter, int expected)
    {
        await RowsAsync("a", 5);
        await RowsAsync("b", 9);
        var table = await RowsAsync("c", 4);
        var before = _bed.Metrics.Table("things").EntitiesExamined;

        await table.QueryAsync<TableEntity>(filter).ToListAsync();

        Assert.Equal(expected, _bed.Metrics.Table("things").EntitiesExamined - before);
    }

    [Theory]
    [InlineData("PartitionKey lt 'b'", 5)]
    [InlineData("PartitionKey ge 'a' and PartitionKey lt 'c' and Even eq true", 14)]
    [InlineData("PartitionKey eq 'b' and RowKey lt '0005'", 5)]
    public async Task Examined_InManyPages_IsTheKeyRangeOnce(string filter, int expected)
    {
        await RowsAsync("a", 5);
        await RowsAsync("b", 9);
        var table = await RowsAsync("c", 4);
        var before = _bed.Metrics.Table("things").EntitiesExamined;

        await table.QueryAsync<TableEntity>(filter, maxPerPage: 2).ToListAsync();

        Assert.Equal(expected, _bed.Metrics.Table("things").EntitiesExamined - before);
    }

    [Fact]
    public async Task Examined_StopsWithThePage()
    {
        var table = await RowsAsync("p", 100);
        var (examined, transactions) = (_bed.Metrics.Table("THINGS").EntitiesExamined, _bed.Metrics.Table("THINGS").Transactions);

        await table.QueryAsync<TableEntity>(maxPerPage: 10).Take(20).ToListAsync();

        Assert.Equal(20, _bed.Metrics.Table("things").EntitiesExamined - examined);
        Assert.Equal(2, _bed.Metrics.Table("things").Transactions - transactions);
    }

    private static string KeyOf(TableEntity entity) => $"{entity.PartitionKey}/{entity.RowKey}";

    private async Task<TableClient> SampleAsync()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "it's",
            ["Count"] = 5,
            ["Big"] = 5_000_000_000L,
            ["Ratio"] = 2.5,
            ["Flag"] = true,
            ["At"] = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
            ["Id"] = new Guid("00000000-0000-0000-0000-000000000007"),
            ["Data"] = new byte[] { 10, 255 },
        });
        return table;
    }

    private async Task<TableClient> RowsAsync(string partition, int count)
    {
        var table = await _bed.TableAsync();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk.Select(i => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(partition, $"{i:0000}") { ["Even"] = i % 2 == 0 })));
        }

        return table;
    }
}
