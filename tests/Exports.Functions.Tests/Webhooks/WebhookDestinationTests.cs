using System.Net;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>Webhooks do not reach into private networks, neither when they are added nor later.</summary>
public sealed class WebhookDestinationTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("192.168.1.1")]
    [InlineData("fd00::1")]
    public async Task Delivery_NameLeadsToAPrivateAddressSinceTheCreation_ConnectsToNothing(string address)
    {
        await using var scenario = await WebhookScenario.StartAsync();
        scenario.Resolver.Add("hooks.example", WebhookScenario.PublicAddress).Add("hooks.example", address);
        await scenario.CreateProjectAsync("group/name");
        var webhook = await scenario.AddWebhookIdAsync("finished");

        await scenario.ExportAsync();

        Assert.Empty(scenario.Internet.Dialled);
        Assert.Empty(scenario.Receiver.Received);
        var delivery = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal("The address leads to a network that webhooks may not reach.", delivery.GetProperty("last_error").GetString());
        Assert.Equal("pending", delivery.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Delivery_HostThatTheSettingsAllow_IsReachedAlthoughItIsPrivate()
    {
        await using var scenario = await WebhookScenario.StartAsync(settings: ("Outbound__AllowedHosts__0", "hooks.example"));
        scenario.Resolver.Add("hooks.example", "10.0.0.8");
        scenario.Internet.Add("10.0.0.8", scenario.Receiver.Url);
        await scenario.CreateProjectAsync("group/name");
        await scenario.AddWebhookIdAsync("finished");

        await scenario.ExportAsync();

        Assert.Single(scenario.Receiver.Received);
        Assert.Equal(IPAddress.Parse("10.0.0.8"), Assert.Single(scenario.Internet.Dialled).Address);
    }
}
