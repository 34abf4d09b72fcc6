using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>What a receiver sees of exports.</summary>
public sealed class WebhookDeliveryTests
{
    [Fact]
    public async Task Export_EveryStateChange_IsDeliveredOnceInOrderAndRecorded()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync();

        var job = await scenario.ExportAsync();

        Assert.Equal(["finished", "queued", "started"], scenario.Receiver.Statuses.Order());
        var bySequence = scenario.Receiver.Received.OrderBy(delivery => delivery.Json.GetProperty("sequence").GetInt32()).ToList();
        Assert.Equal(["queued", "started", "finished"], bySequence.Select(delivery => delivery.Status));
        Assert.Equal([$"{job}-1", $"{job}-2", $"{job}-3"], bySequence.Select(delivery => delivery.Id));
        var deliveries = await scenario.DeliveriesAsync(webhook);
        Assert.Equal(["finished", "started", "queued"], deliveries.Select(delivery => delivery.GetProperty("event").GetString()));
        Assert.All(deliveries, delivery => Assert.Equal("delivered", delivery.GetProperty("status").GetString()));
        Assert.All(deliveries, delivery => Assert.Equal(200, delivery.GetProperty("last_status_code").GetInt32()));
    }

    [Fact]
    public async Task Delivery_Body_NamesTheProjectAndShowsTheJobAsTheApiDid()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        await scenario.AddWebhookIdAsync("finished");

        var job = await scenario.ExportAsync();

        var delivery = Assert.Single(scenario.Receiver.Received);
        Assert.Equal("/deep/hook", delivery.Path);
        Assert.Equal("application/json; charset=utf-8", delivery.Headers["content-type"]);
        var body = delivery.Json;
        Assert.Equal("export.finished", body.GetProperty("type").GetString());
        Assert.Equal(delivery.Id, body.GetProperty("id").GetString());
        Assert.Equal(scenario.Project, body.GetProperty("project").GetProperty("id").GetInt64());
        Assert.Equal("group/name", body.GetProperty("project").GetProperty("path_with_namespace").GetString());
        Assert.Equal(scenario.Host.Clock.GetUtcNow(), body.GetProperty("occurred_at").GetDateTimeOffset());
        var shown = await scenario.GetJobAsync(job);
        Assert.Equal(JsonSerializer.Serialize(shown), JsonSerializer.Serialize(body.GetProperty("job")));
    }

    [Theory]
    [InlineData("hush-secret-0123456789")]
    [InlineData("whsec_aHVzaC1zZWNyZXQtMDEyMzQ1Njc4OTAxMjM0NTY3ODk=")]
    [InlineData(null)]
    public async Task Signature_IsTheBase64HmacOfIdTimestampAndBody(string? secret)
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        using var response = await scenario.PostWebhookAsync(new { url = WebhookScenario.Url, secret, events = new[] { "finished" } });
        var given = (await response.ReadJsonAsync(201)).GetProperty("secret").GetString()!;

        await scenario.ExportAsync();

        var delivery = Assert.Single(scenario.Receiver.Received);
        var timestamp = delivery.Headers["webhook-timestamp"];
        Assert.Equal(scenario.Host.Clock.GetUtcNow().ToUnixTimeSeconds(), long.Parse(timestamp, CultureInfo.InvariantCulture));
        var isEncoded = given.StartsWith("whsec_", StringComparison.Ordinal);
        var key = isEncoded ? Convert.FromBase64String(given[6..]) : Encoding.UTF8.GetBytes(given);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(delivery.Id + "." + timestamp + "."));
        hmac.AppendData(Encoding.UTF8.GetBytes(delivery.Body));
        Assert.Equal("v1," + Convert.ToBase64String(hmac.GetHashAndReset()), delivery.Headers["webhook-signature"]);
    }
}
