using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>Sending an event once more on request.</summary>
public sealed class RedeliveryTests
{
    [Fact]
    public async Task Redeliver_SendsTheSameEventAsANewDeliveryAndRecordsIt()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync("finished");
        await scenario.ExportAsync();
        var first = Assert.Single(await scenario.DeliveriesAsync(webhook)).GetProperty("id").GetString()!;
        await scenario.Host.AdvanceAsync(TimeSpan.FromDays(2));

        using var response = await scenario.SendAsync(HttpMethod.Post, $"/{webhook}/deliveries/{first}/redeliver");
        var second = (await response.ReadJsonAsync(202)).GetProperty("id").GetString()!;
        await scenario.Host.SettleAsync();

        var (one, other) = (scenario.Receiver.Received[0], scenario.Receiver.Received[1]);
        Assert.Equal((one.Id, one.Body), (other.Id, other.Body));
        Assert.Equal((first, second), (one.Headers["webhook-delivery-id"], other.Headers["webhook-delivery-id"]));
        Assert.NotEqual(one.Headers["webhook-timestamp"], other.Headers["webhook-timestamp"]);
        var deliveries = await scenario.DeliveriesAsync(webhook);
        Assert.Equal([second, first], deliveries.Select(delivery => delivery.GetProperty("id").GetString()));
        Assert.Equal(first, deliveries[0].GetProperty("redelivery_of").GetString());
        Assert.Equal("delivered", deliveries[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Redeliver_OfAFailedDelivery_HasItsOwnRetries()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync(settings: ("Webhooks__Retries", "0"));
        var webhook = await scenario.AddWebhookIdAsync("finished");
        scenario.Receiver.AnswerWith(500);
        await scenario.ExportAsync();
        var failed = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal("failed", failed.GetProperty("status").GetString());
        scenario.Receiver.AnswerWith(200);

        var id = failed.GetProperty("id").GetString();
        using var response = await scenario.SendAsync(HttpMethod.Post, $"/{webhook}/deliveries/{id}/redeliver");
        await response.ReadJsonAsync(202);
        await scenario.Host.SettleAsync();

        var statuses = (await scenario.DeliveriesAsync(webhook)).Select(delivery => delivery.GetProperty("status").GetString());
        Assert.Equal(["delivered", "failed"], statuses);
    }

    [Fact]
    public async Task Redeliver_OfAnotherWebhooksDelivery_Is404()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var (mine, other) = (await scenario.AddWebhookIdAsync("finished"), await scenario.AddWebhookIdAsync("finished"));
        await scenario.ExportAsync();
        var foreign = Assert.Single(await scenario.DeliveriesAsync(other)).GetProperty("id").GetString();

        using var response = await scenario.SendAsync(HttpMethod.Post, $"/{mine}/deliveries/{foreign}/redeliver");
        using var malformed = await scenario.SendAsync(HttpMethod.Post, $"/{mine}/deliveries/none/redeliver");

        Assert.Equal("404 Delivery Not Found", await response.ReadErrorAsync(404));
        Assert.Equal("404 Delivery Not Found", await malformed.ReadErrorAsync(404));
    }
}
