using Exports.TestKit.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Tests.Conformance;

/// <summary>Rules I9 and I10: reading and listing instances.</summary>
public abstract class QueryRules : InstanceSetTest
{
    private protected QueryRules(EngineMode mode)
        : base(mode)
    {
    }

    [Fact]
    public async Task I9_MissingInstance_IsNull() => Assert.Null(await Client.GetInstanceAsync("nobody", getInputsAndOutputs: true));

    [Fact]
    public async Task I9_PayloadsAndTimes_AreWhatWasAskedFor()
    {
        Declare();
        var created = Host.Clock.GetUtcNow();
        var id = await Host.StartAsync("Waiting", 3);
        await Host.AdvanceAsync(TimeSpan.FromHours(1));
        await Host.RaiseAsync(id, "go", 4);

        var bare = (await Client.GetInstanceAsync(id))!;
        var full = await Host.GetAsync(id);

        Assert.Equal((null, null, null), (bare.SerializedInput, bare.SerializedOutput, bare.DataConverter));
        Assert.Equal(("3", "4", "Waiting"), (full.SerializedInput, full.SerializedOutput, full.Name));
        Assert.Equal((created, created.AddHours(1)), (full.CreatedAt, full.LastUpdatedAt));
    }

    [Fact]
    public async Task I10_Filters_AreCombinedAndStatusesAreAlternatives()
    {
        await StartOnePerHourAsync();

        Assert.Equal(6, (await ListAsync(new OrchestrationQuery())).Count);
        Assert.Equal(["a-1", "a-2"], await ListAsync(new OrchestrationQuery(InstanceIdPrefix: "a-")));
        Assert.Empty(await ListAsync(new OrchestrationQuery(InstanceIdPrefix: "A-")));
        Assert.Equal(["a-2", "b-1"], await ListAsync(new OrchestrationQuery(CreatedFrom: Start.AddHours(1), CreatedTo: Start.AddHours(2))));
        Assert.Equal(["c-1", "c-2"], await ListAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(
            ["b-1", "b-2", "c-1", "c-2"],
            await ListAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed])));
        Assert.Empty(await ListAsync(new OrchestrationQuery(InstanceIdPrefix: "a-", Statuses: [OrchestrationRuntimeStatus.Failed])));
    }

    [Fact]
    public async Task I10_Pages_GoOnFromTheirToken()
    {
        await StartOnePerHourAsync();
        var pages = new List<Page<OrchestrationMetadata>>();

        await foreach (var page in Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 4)).AsPages()) pages.Add(page);

        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 4));
        Assert.Equal(6, pages.SelectMany(page => page.Values).DistinctBy(instance => instance.InstanceId).Count());
        Assert.NotNull(pages[0].ContinuationToken);

        var rest = await ListAsync(new OrchestrationQuery(PageSize: 4, ContinuationToken: pages[0].ContinuationToken));
        Assert.Equal(2, rest.Count);
    }

    [Fact]
    public async Task I10_InputsAndOutputs_ComeOnlyOnRequest()
    {
        await StartOnePerHourAsync();

        await foreach (var instance in Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "a-")))
            Assert.Null(instance.SerializedOutput);
        await foreach (var instance in Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "a-", FetchInputsAndOutputs: true)))
            Assert.NotNull(instance.SerializedOutput);
    }

    [Fact]
    public async Task I10_ListInstanceIds_GivesFinishedInstancesByTimeOfCompletionPageByPage()
    {
        await StartOnePerHourAsync();

        var first = await Client.ListInstanceIdsAsync(completedTimeFrom: Start.AddHours(1), completedTimeTo: Start.AddHours(9), pageSize: 2);
        var second = await Client.ListInstanceIdsAsync(
            completedTimeFrom: Start.AddHours(1), completedTimeTo: Start.AddHours(9), pageSize: 2, lastInstanceKey: first.ContinuationToken);

        Assert.Equal(["a-2", "b-1", "b-2"], first.Values.Concat(second.Values).Order(StringComparer.Ordinal));
        Assert.Equal(2, first.Values.Count);
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task I10_Entities_AreNotListedAmongInstances()
    {
        Functions.Entity("counter", operation =>
        {
            operation.State.SetState(1);
            return default;
        });
        await Client.Entities.SignalEntityAsync(new("counter", "k"), "set");
        await Host.SettleAsync();

        Assert.Empty(await ListAsync(new OrchestrationQuery()));
    }

    public sealed class Cached() : QueryRules(EngineMode.Cached);

    public sealed class ReplayedFromScratch() : QueryRules(EngineMode.ReplayFromScratch);

    public sealed class WithUpstreamDefects() : QueryRules(EngineMode.UpstreamDefects);
}
