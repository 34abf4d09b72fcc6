using Azure.Data.Tables;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks;
using Exports.Functions.Webhooks.Sweep;

namespace Exports.Functions.Tests.Webhooks.Sweep;

/// <summary>What the pruning takes and what it leaves.</summary>
public sealed class DeliveryPruningTests
{
    [Fact]
    public async Task Deliveries_OlderThan7Days_GoAndYoungerOnesStay()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync("finished");
        await scenario.ExportAsync();
        await scenario.Host.AdvanceAsync(TimeSpan.FromDays(4));
        await scenario.ExportAsync();
        await scenario.Host.AdvanceAsync(TimeSpan.FromDays(3) - TimeSpan.FromHours(1));
        Assert.Equal(2, (await scenario.DeliveriesAsync(webhook)).Count);

        await scenario.Host.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Null(await scenario.Host.Durable.GetInstanceAsync(InstanceOf(webhook, scenario.Receiver.Received[0])));
        Assert.NotNull(await scenario.Host.Durable.GetInstanceAsync(InstanceOf(webhook, scenario.Receiver.Received[1])));
        var kept = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal(scenario.Receiver.Received[1].Id, kept.GetProperty("event_id").GetString());
    }

    [Fact]
    public async Task ManyDeliveries_GoInBatchesAndEachRunIsBounded()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync();
        await SeedAsync(scenario, webhook, 2_150, age: TimeSpan.FromDays(8));
        await SeedAsync(scenario, webhook, 3, age: TimeSpan.FromDays(6));

        var first = await PruneAsync(scenario);
        var second = await PruneAsync(scenario);

        Assert.Equal((2_000, 150), (first.Deliveries, second.Deliveries));
        Assert.Equal(3, (await scenario.DeliveriesAsync(webhook)).Count);
    }

    [Fact]
    public async Task DeletedWebhook_LeavesItsManyDeliveriesToThePruningAndItsEntryLast()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync();
        await SeedAsync(scenario, webhook, 650, age: TimeSpan.Zero);

        using (await scenario.SendAsync(HttpMethod.Delete, $"/{webhook}"))
            Assert.Equal(550, await CountAsync(scenario, WebhookDeliveryTable.Name));
        await PruneAsync(scenario);
        Assert.Equal((0, 1), (await CountAsync(scenario, WebhookDeliveryTable.Name), await CountAsync(scenario, WebhookIndexTable.Name)));
        await PutEntryAsync(scenario, webhook, age: TimeSpan.FromDays(1));
        await PruneAsync(scenario);

        Assert.Equal(0, await CountAsync(scenario, WebhookIndexTable.Name));
    }

    [Fact]
    public async Task WebhookOfAProjectThatIsGone_GoesToo()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        await scenario.AddWebhookIdAsync();
        var projects = scenario.Service<ProjectTable>();
        var row = await projects.FindAsync(scenario.Project, default);
        Assert.True(await projects.TryUpdateAsync(row! with { DeletedAt = scenario.Host.Clock.GetUtcNow() }, default));

        await PruneAsync(scenario);

        Assert.Empty(await scenario.Service<WebhookTable>().ListAsync(scenario.Project, default));
        Assert.Empty((await scenario.Service<WebhookTable>().GetSubscriptionsAsync(scenario.Project, default)).Items);
    }

    [Fact]
    public async Task RowThatCannotBeDealtWith_DoesNotKeepTheOthersWaiting()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var (broken, gone) = (new string('0', 32), new string('1', 32));
        await PutEntryAsync(scenario, broken, age: TimeSpan.FromDays(1));
        await PutEntryAsync(scenario, gone, age: TimeSpan.FromDays(1));
        var row = new TableEntity(ProjectExportKeys.Partition(scenario.Project), WebhookKeys.Webhook(broken)) { ["Events"] = "?" };
        await scenario.Host.Tables.GetTableClient(ProjectExportTable.Name).AddEntityAsync(row);

        var counts = await PruneAsync(scenario);

        Assert.Equal((2, 1), (counts.Seen, counts.Errors));
        Assert.Equal(1, await CountAsync(scenario, WebhookIndexTable.Name));
    }

    private static string InstanceOf(string webhook, ReceivedDelivery received) =>
        $"webhook-{webhook}-{received.Headers["webhook-delivery-id"]}";

    private static Task<PruningCounts> PruneAsync(WebhookScenario scenario) =>
        scenario.Service<DeliveryPruning>().RunOnceAsync(scenario.Host.Durable, default);

    // Ages are written into the rows: a clock that moves would let the host's own timer prune at the same time.
    private static Task PutEntryAsync(WebhookScenario scenario, string webhook, TimeSpan age) =>
        scenario.Service<WebhookIndexTable>().PutAsync(new(scenario.Project, webhook, scenario.Host.Clock.GetUtcNow() - age), default);

    private static async Task SeedAsync(WebhookScenario scenario, string webhook, int count, TimeSpan age)
    {
        var table = scenario.Host.Tables.GetTableClient(WebhookDeliveryTable.Name);
        var rows = Enumerable.Range(0, count).Select(_ => Row(scenario, webhook, age));
        foreach (var batch in rows.Chunk(WebhookDeliveryTable.MaxBatch))
            await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
    }

    private static TableEntity Row(WebhookScenario scenario, string webhook, TimeSpan age) => WebhookDeliveryRow.ToEntity(new()
    {
        Key = new(scenario.Project, webhook, WebhookIds.OfRedelivery(scenario.Host.Clock.GetUtcNow() - age)),
        EventId = "event",
        Type = WebhookEventType.Finished,
        Body = "{}",
        CreatedAt = scenario.Host.Clock.GetUtcNow(),
    });

    private static async Task<int> CountAsync(WebhookScenario scenario, string table)
    {
        var count = 0;
        await foreach (var _ in scenario.Host.Tables.GetTableClient(table).QueryAsync<TableEntity>())
            count++;
        return count;
    }
}
