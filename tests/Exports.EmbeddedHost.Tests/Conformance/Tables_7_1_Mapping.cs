using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Exports.EmbeddedHost.Tests.Storage;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules 7.1: how entity objects become properties and back.</summary>
public sealed class Tables_7_1_Mapping : IDisposable
{
    private readonly StorageBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task TypedEntity_ComesBackEqual()
    {
        var table = await _bed.TableAsync();
        var sent = new Thing
        {
            PartitionKey = "p",
            RowKey = "r",
            Text = "text",
            Count = 1,
            Big = long.MaxValue,
            Unsigned = 7,
            Ratio = 0.1,
            Flag = true,
            Local = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(2)),
            Utc = new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc),
            Id = Guid.NewGuid(),
            Bytes = [1, 2],
            Data = BinaryData.FromString("data"),
            State = ThingState.Broken,
            MaybeState = ThingState.Whole,
            MaybeCount = 3,
            Renamed = "renamed",
            Ignored = "ignored",
        };
        await table.AddEntityAsync(sent);

        var read = (await table.GetEntityAsync<Thing>("p", "r")).Value;

        Assert.Equivalent(
            new { sent.PartitionKey, sent.RowKey, sent.Text, sent.Count, sent.Big, sent.Unsigned, sent.Ratio, sent.Flag },
            read);
        Assert.Equivalent(new { sent.Utc, sent.Id, sent.Bytes, sent.State, sent.MaybeState, sent.MaybeCount, sent.Renamed }, read);
        Assert.Equal((sent.Local, TimeSpan.Zero), (read.Local, read.Local.Offset));
        Assert.Equal(DateTimeKind.Utc, read.Utc.Kind);
        Assert.Equal("data", read.Data!.ToString());
        Assert.Null(read.Nothing);
        Assert.Null(read.Ignored);
        Assert.NotEqual(default, read.ETag);
        Assert.NotNull(read.Timestamp);
    }

    [Fact]
    public async Task TypedEntity_IsStoredAsTheServicesTypes()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new Thing
        {
            PartitionKey = "p",
            RowKey = "r",
            State = ThingState.Broken,
            Big = 5,
            Renamed = "x",
            Ignored = "y",
            Data = BinaryData.FromString("d"),
        });

        var stored = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("Broken", stored.GetString("State"));
        Assert.Equal(5L, stored.GetInt64("Big"));
        Assert.Equal("x", stored.GetString("another_name"));
        Assert.Equal("d", stored.GetBinaryData("Data").ToString());
        Assert.Equal("d"u8.ToArray(), stored.GetBinary("Data"));
        Assert.DoesNotContain("Ignored", stored.Keys);
        Assert.DoesNotContain("Renamed", stored.Keys);
        Assert.DoesNotContain("Nothing", stored.Keys);
        Assert.DoesNotContain("ETag", stored.Keys);
    }

    [Fact]
    public async Task DateTime_WithoutAKind_IsTakenForUtc()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["At"] = new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Unspecified) });

        var stored = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc), stored.GetDateTime("At"));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), stored.GetDateTimeOffset("At"));
    }

    [Fact]
    public async Task Enum_OfAnUnknownName_IsRefused()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["State"] = "Vanished" });

        await Assert.ThrowsAsync<ArgumentException>(() => table.GetEntityAsync<Thing>("p", "r"));
    }

    [Fact]
    public async Task PropertyOfAnotherType_IsRefused_NotGuessed()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Count"] = "1" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.GetEntityAsync<Thing>("p", "r"));
    }

    [Fact]
    public async Task TypeThatTablesDoNotHave_IsRefused()
    {
        var table = await _bed.TableAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Price"] = 1.5m }));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Span"] = TimeSpan.Zero }));
    }

    [Fact]
    public async Task EntityThatImplementsTheInterfaceExplicitly_IsStoredByItsKeys()
    {
        var table = await _bed.TableAsync();
        await table.AddEntityAsync(new HiddenKeys("p", "r") { Text = "text" });

        Assert.Equal("text", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Text"));
    }

    [Fact]
    public void TableEntity_Getters_AreNullableAndRefuseAnotherType()
    {
        var entity = new TableEntity { ["Count"] = 1 };

        Assert.Equal(1, entity.GetInt32("Count"));
        Assert.Null(entity.GetInt64("Missing"));
        Assert.Null(entity.GetString("Missing"));
        Assert.Throws<InvalidOperationException>(() => entity.GetString("Count"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Count"));
    }

    [Fact]
    public void TableEntity_SetAnotherType_IsRefusedUnlessANumberWidens()
    {
        var entity = new TableEntity { ["Big"] = 1L, ["Ratio"] = 0.5 };
        entity["Big"] = 2;
        entity["Ratio"] = 3;

        Assert.Equal((2L, 3.0), (entity.GetInt64("Big"), entity.GetDouble("Ratio")));
        Assert.Throws<InvalidOperationException>(() => entity["Big"] = "two");
    }

    private enum ThingState
    {
        Whole,
        Broken,
    }

    private sealed class Thing : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; init; }

        public string? Nothing { get; set; }

        public int Count { get; set; }

        public long Big { get; set; }

        public ulong Unsigned { get; set; }

        public double Ratio { get; set; }

        public bool Flag { get; set; }

        public DateTimeOffset Local { get; set; } = DateTimeOffset.UnixEpoch;

        public DateTime Utc { get; set; } = DateTime.UnixEpoch;

        public Guid Id { get; set; }

        public byte[]? Bytes { get; set; }

        public BinaryData? Data { get; set; }

        public ThingState State { get; set; }

        public ThingState? MaybeState { get; set; }

        public int? MaybeCount { get; set; }

        [DataMember(Name = "another_name")]
        public string? Renamed { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }
    }

    private sealed class HiddenKeys(string partitionKey, string rowKey) : ITableEntity
    {
        public string? Text { get; set; }

        string ITableEntity.PartitionKey { get; set; } = partitionKey;

        string ITableEntity.RowKey { get; set; } = rowKey;

        DateTimeOffset? ITableEntity.Timestamp { get; set; }

        ETag ITableEntity.ETag { get; set; }
    }
}
