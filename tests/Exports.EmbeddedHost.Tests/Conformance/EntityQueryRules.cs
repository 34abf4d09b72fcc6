using Exports.EmbeddedHost.Tests.Conformance.Entities;
using Exports.TestKit.Engine;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules N21 to N23: reading and listing entities.</summary>
public abstract class EntityQueryRules : ConformanceTest
{
    private protected EntityQueryRules(EngineMode mode)
        : base(mode)
    {
    }

    [Theory]
    [InlineData("StringStore", 4)]
    [InlineData("@StringStore", 4)]
    [InlineData("@stringstore", 4)]
    [InlineData("@StringStore@", 3)]
    [InlineData("StringStore@", 3)]
    [InlineData("@StringStore@foo", 1)]
    [InlineData("StringStore@ba", 2)]
    [InlineData("@StringStore@ba", 2)]
    [InlineData("stringstore@BA", 0)]
    [InlineData("@noResult", 0)]
    [InlineData(null, 4)]
    public async Task N21_Official_EntityQueries1_FindByPrefix(string? prefix, int count)
    {
        await CreateStoresAsync();

        Assert.Equal(count, (await ListAsync(new EntityQuery { InstanceIdStartsWith = prefix })).Count);
    }

    [Fact]
    public async Task N21_Official_EntityQueries1_FindByTimeStateAndPage()
    {
        await CreateStoresAsync();
        var (yesterday, tomorrow) = (Host.Clock.GetUtcNow().AddDays(-1), Host.Clock.GetUtcNow().AddDays(1));

        Assert.Equal(4, (await ListAsync(new EntityQuery { LastModifiedFrom = yesterday, LastModifiedTo = tomorrow })).Count);
        Assert.Empty(await ListAsync(new EntityQuery { LastModifiedFrom = tomorrow }));
        Assert.Empty(await ListAsync(new EntityQuery { LastModifiedTo = yesterday }));
        Assert.Equal(3, (await ListAsync(new EntityQuery { InstanceIdStartsWith = "@StringStore@", PageSize = 2 })).Count);
        var one = new EntityQuery { InstanceIdStartsWith = "@StringStore@foo" };
        Assert.True(Assert.Single(await ListAsync(one)).IncludesState);
        Assert.False(Assert.Single(await ListAsync(one with { IncludeState = false })).IncludesState);
    }

    [Fact]
    public async Task N21_Percent_IsNoWildcard()
    {
        await CreateStoresAsync();

        Assert.Empty(await ListAsync(new EntityQuery { InstanceIdStartsWith = "%" }));
        Assert.Empty(await ListAsync(new EntityQuery { InstanceIdStartsWith = "string_tore" }));
    }

    [Fact]
    public async Task N22_Official_EntityQueries2_HideDeletedEntities()
    {
        await CreateStoresAsync();
        foreach (var key in new[] { "bar", "baz" }) await Client.Entities.SignalEntityAsync(new EntityInstanceId("StringStore", key), "delete");
        await Host.SettleAsync();

        Assert.Equal(2, (await ListAsync(new EntityQuery())).Count);
        Assert.Equal(2, (await ListAsync(new EntityQuery { PageSize = 1 })).Count);
        Assert.InRange((await ListAsync(new EntityQuery { IncludeTransient = true })).Count, 2, 4);
        await Client.Entities.CleanEntityStorageAsync();
        Assert.Equal(2, (await ListAsync(new EntityQuery { IncludeTransient = true })).Count);
    }

    [Fact]
    public async Task N23_MissingEntity_IsNull()
    {
        var id = new EntityInstanceId("counter", "nobody");

        Assert.Null(await Client.Entities.GetEntityAsync(id));
        Assert.Null(await Client.Entities.GetEntityAsync<int>(id, includeState: false));
    }

    [Fact]
    public async Task N23_Official_LargeEntity_KeepsItsState()
    {
        Functions.Entity<TextStoreEntity>("store");
        var id = new EntityInstanceId("store", "k");
        var text = new string('x', 100_000);

        await Client.Entities.SignalEntityAsync(id, "set", text);
        await Host.SettleAsync();

        Assert.Equal(text, (await Client.Entities.GetEntityAsync<string>(id))!.State);
    }

    [Fact]
    public async Task N23_StateThatWasNotAskedFor_CannotBeRead()
    {
        Functions.Entity<Counter>("counter");
        var id = new EntityInstanceId("counter", "k");
        await Client.Entities.SignalEntityAsync(id, "set", 3);
        await Host.SettleAsync();

        var bare = (await Client.Entities.GetEntityAsync<int>(id, includeState: false))!;

        Assert.Throws<InvalidOperationException>(() => bare.State);
        Assert.Equal(3, (await Client.Entities.GetEntityAsync(id))!.State.ReadAs<int>());
    }

    [Fact]
    public async Task N20_LastModifiedTime_IsThatOfTheLastOperation()
    {
        Functions.Entity<Counter>("counter");
        var id = new EntityInstanceId("counter", "k");
        await Client.Entities.SignalEntityAsync(id, "set", 3);
        await Host.AdvanceAsync(TimeSpan.FromHours(1));
        await Client.Entities.SignalEntityAsync(id, "set", 4);
        await Host.SettleAsync();
        var modified = Host.Clock.GetUtcNow();
        await Host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(modified, (await Client.Entities.GetEntityAsync(id))!.LastModifiedTime);
    }

    private async Task CreateStoresAsync()
    {
        Functions.Entity<TextStore>("StringStore").Entity<TextStoreEntity>("StringStore2");
        foreach (var (name, key) in new[] { ("StringStore", "foo"), ("StringStore", "bar"), ("StringStore", "baz"), ("StringStore2", "foo") })
            await Client.Entities.SignalEntityAsync(new EntityInstanceId(name, key), "set", "333");
        await Host.SettleAsync();
    }

    private async Task<List<EntityMetadata>> ListAsync(EntityQuery query)
    {
        var entities = new List<EntityMetadata>();
        await foreach (var entity in Client.Entities.GetAllEntitiesAsync(query)) entities.Add(entity);
        return entities;
    }

    public sealed class Cached() : EntityQueryRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : EntityQueryRules(EngineMode.ReplayFromScratch);
}
