using Exports.Functions.Storage.Tables;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>Which changes are told to whom.</summary>
public sealed class WebhookEventTests
{
    [Fact]
    public async Task Export_WithoutWebhooks_LeavesNoRowOfTheirs()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();

        await scenario.ExportAsync();

        Assert.DoesNotContain(await RowKeysAsync(scenario), key => key[0] is '4' or '5' or '6');
        Assert.Empty(scenario.Receiver.Received);
    }

    [Fact]
    public async Task Webhooks_WithDifferentEvents_EachHearOfTheirs()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var first = await scenario.AddWebhookIdAsync("finished", "finished", "queued");
        var second = await scenario.AddWebhookIdAsync("failed");

        await scenario.ExportAsync();

        Assert.Equal(["finished", "queued"], scenario.Receiver.Statuses.Order());
        Assert.Equal(2, (await scenario.DeliveriesAsync(first)).Count);
        Assert.Empty(await scenario.DeliveriesAsync(second));
    }

    [Fact]
    public async Task Cancel_FailedIsToldAtOnceWithItsReason()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        await scenario.AddWebhookIdAsync("failed");
        var begin = scenario.Gate.Hold("BeginAttempt");
        var job = await scenario.StartExportAsync();
        await begin.ArrivedAsync();

        var route = $"{ApiClientExtensions.Api}/projects/{scenario.Project}/exports/{job}/cancel";
        using var cancelled = await scenario.Host.Http.PostAsync(route, null);
        await cancelled.ReadJsonAsync(202);
        begin.Release();
        await scenario.Host.SettleAsync();

        var told = Assert.Single(scenario.Receiver.Received);
        Assert.Equal(2, told.Json.GetProperty("sequence").GetInt32());
        Assert.Equal("cancelled", told.Json.GetProperty("job").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Attempts_ThatFailAndStartAgain_AreNoStateChanges()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        await scenario.AddWebhookIdAsync();
        scenario.Gate.Fail("WriteSegment", "disk on fire");

        var job = await scenario.ExportAsync();
        await scenario.Host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal([$"{job}-1", $"{job}-2", $"{job}-3"], scenario.Receiver.Received.Select(told => told.Id).Order());
        Assert.Equal(["failed", "queued", "started"], scenario.Receiver.Statuses.Order());
    }

    [Fact]
    public async Task WebhookAddedWhileAJobRuns_HearsOfItsEnd()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var write = scenario.Gate.Hold("WriteSegment");
        await scenario.StartExportAsync();
        await write.ArrivedAsync();

        await scenario.AddWebhookIdAsync();
        write.Release();
        await scenario.Host.SettleAsync();

        Assert.Equal(["finished"], scenario.Receiver.Statuses);
    }

    [Fact]
    public async Task ProjectDeleted_NothingIsToldAndEveryRowOfTheWebhooksGoes()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        await scenario.AddWebhookIdAsync();
        await scenario.AddWebhookIdAsync("finished");
        await scenario.ExportAsync();
        var told = scenario.Receiver.Received.Count;
        var begin = scenario.Gate.Hold("BeginAttempt");
        await scenario.StartExportAsync();
        await begin.ArrivedAsync();

        using var deleted = await scenario.Host.Http.DeleteAsync($"{ApiClientExtensions.Api}/projects/{scenario.Project}");
        await deleted.ReadJsonAsync(202);
        begin.Release();
        await scenario.Host.SettleAsync();

        Assert.DoesNotContain("failed", scenario.Receiver.Statuses);
        Assert.InRange(scenario.Receiver.Received.Count, told, told + 1);
        Assert.DoesNotContain(await RowKeysAsync(scenario), key => key[0] is '4' or '5' or '6');
        await scenario.Host.AdvanceAsync(TimeSpan.FromHours(26));
        Assert.Equal(0, await CountAsync(scenario, WebhookDeliveryTable.Name));
        Assert.Equal(0, await CountAsync(scenario, WebhookIndexTable.Name));
    }

    [Fact]
    public async Task Status_WithWebhooksAndAFullOutbox_CostsWhatItCostWithout()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        await scenario.ExportAsync();
        var without = await StatusCostAsync(scenario);
        await scenario.AddWebhookIdAsync();
        await scenario.AddWebhookIdAsync();
        var change = new WebhookEvent(scenario.Project, new('a', 32), 1, Functions.Webhooks.WebhookEventType.Queued)
        {
            OccurredAt = scenario.Host.Clock.GetUtcNow(),
            Job = "{}",
            Webhooks = [],
        };
        await scenario.Host.Tables.GetTableClient(ProjectExportTable.Name).AddEntityAsync(WebhookRows.ToEntity(change));

        Assert.Equal(without, await StatusCostAsync(scenario));
    }

    [Fact]
    public async Task Logs_AndAnswers_ContainNeitherSecretNorQuery()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync();
        scenario.Receiver.AnswerWith(500);
        await scenario.ExportAsync();
        await scenario.Host.AdvanceAsync(TimeSpan.FromDays(1));
        var delivery = (await scenario.DeliveriesAsync(webhook))[0].GetProperty("id").GetString();

        (string, string)[] routes =
        [
            ("GET", ""),
            ("GET", $"/{webhook}"),
            ("GET", $"/{webhook}/deliveries"),
            ("POST", $"/{webhook}/deliveries/{delivery}/redeliver"),
            ("DELETE", $"/{webhook}"),
        ];
        foreach (var (method, route) in routes)
        {
            using var response = await scenario.SendAsync(HttpMethod.Parse(method), route);
            Assert.True(response.IsSuccessStatusCode, $"{method} {route}");
            Assert.DoesNotContain("hush", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains(scenario.Host.Logs.Entries, entry => entry.Message.Contains(webhook, StringComparison.Ordinal));
        Assert.DoesNotContain(
            scenario.Host.Logs.Entries, entry => $"{entry.Message} {entry.Exception}".Contains("hush", StringComparison.Ordinal));
        Assert.All(scenario.Receiver.Received, told => Assert.DoesNotContain("hush", told.Body, StringComparison.Ordinal));
    }

    private static async Task<(long, long)> StatusCostAsync(WebhookScenario scenario)
    {
        var counter = scenario.Service<EmbeddedHost.Storage.StorageMetrics>().Table(ProjectExportTable.Name);
        var (calls, examined) = (counter.Transactions, counter.EntitiesExamined);
        await scenario.Host.Http.GetJsonAsync($"/projects/{scenario.Project}/export");
        return (counter.Transactions - calls, counter.EntitiesExamined - examined);
    }

    private static async Task<List<string>> RowKeysAsync(WebhookScenario scenario)
    {
        var keys = new List<string>();
        await foreach (var row in scenario.Host.Tables.GetTableClient(ProjectExportTable.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
            keys.Add(row.RowKey);
        return keys;
    }

    private static async Task<int> CountAsync(WebhookScenario scenario, string table)
    {
        var count = 0;
        await foreach (var _ in scenario.Host.Tables.GetTableClient(table).QueryAsync<Azure.Data.Tables.TableEntity>())
            count++;
        return count;
    }
}
