using System.Globalization;
using System.Text.Json;
using Exports.Functions.Tests.Http;
using Exports.Functions.Webhooks;
using Exports.Functions.Webhooks.Activities;
using Exports.Functions.Webhooks.Messages;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>What becomes of a delivery whose receiver does not take it at once. Whatever it does, the export finishes.</summary>
public sealed class WebhookRetryTests
{
    [Fact]
    public async Task Receiver_FailsThreeTimesThenSucceeds_IsAskedAgainAfterGrowingWaits()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync("finished");
        var answers = new Queue<int>([500, 404, 503, 204]);
        scenario.Receiver.Answer = context =>
        {
            context.Response.StatusCode = answers.Dequeue();
            return Task.CompletedTask;
        };

        await scenario.ExportAsync();
        var failing = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal(("pending", 1, 500), (Text(failing, "status"), Number(failing, "attempts"), Number(failing, "last_status_code")));
        var next = scenario.Host.Clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        Assert.Equal(next, failing.GetProperty("next_attempt_at").GetDateTimeOffset());
        Assert.Equal("The receiver answered 500.", Text(failing, "last_error"));
        await scenario.Host.AdvanceAsync(TimeSpan.FromSeconds(30 + 90 + 270));

        var delivered = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal(("delivered", 4), (Text(delivered, "status"), Number(delivered, "attempts")));
        Assert.Equal(204, Number(delivered, "last_status_code"));
        Assert.Null(Text(delivered, "last_error"));
        var received = scenario.Receiver.Received;
        Assert.Single(received.Select(delivery => (delivery.Id, delivery.Body)).Distinct());
        Assert.Equal([0, 30, 120, 390], Seconds(received));
        Assert.Equal(4, received.Select(delivery => delivery.Headers["webhook-signature"]).Distinct().Count());
    }

    [Fact]
    public async Task Receiver_FailsForADay_IsGivenUpAfterTenAttemptsAndTheRecordSaysWhy()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync("finished");
        scenario.Receiver.AnswerWith(500);

        var job = await scenario.ExportAsync();
        await scenario.Host.AdvanceAsync(TimeSpan.FromHours(22));

        var delivery = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal(("failed", 10, 500), (Text(delivery, "status"), Number(delivery, "attempts"), Number(delivery, "last_status_code")));
        Assert.Null(Text(delivery, "next_attempt_at"));
        Assert.Equal(10, scenario.Receiver.Received.Count);
        Assert.InRange(Seconds(scenario.Receiver.Received)[^1], 20 * 3600, 22 * 3600);
        Assert.Equal("finished", Text(await scenario.GetJobAsync(job), "status"));
    }

    [Fact]
    public async Task Receiver_NeverAnswers_TimesOutWhileTheExportFinishes()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var (hanging, other) = (await scenario.AddWebhookIdAsync("queued"), await scenario.AddWebhookIdAsync("finished"));
        var (arrived, finished) = (Signal(), Signal());
        scenario.Receiver.Answer = context => context.Request.Headers["webhook-id"].ToString().EndsWith("-1", StringComparison.Ordinal)
            ? HangAsync(context, arrived)
            : Task.FromResult(finished.TrySetResult());

        var job = await scenario.StartExportAsync();
        await Task.WhenAll(arrived.Task, finished.Task);
        // All but the hanging request is over: the clock must not run out for the answers that are on their way.
        scenario.Host.HoldActivity();
        await scenario.Host.SettleAsync(pastActivities: true);
        scenario.Host.ReleaseActivity();
        Assert.Equal("finished", Text(await scenario.GetJobAsync(job), "status"));
        Assert.Equal(0, Number(Assert.Single(await scenario.DeliveriesAsync(hanging)), "attempts"));

        scenario.Host.Clock.Advance(TimeSpan.FromSeconds(15));
        await scenario.Host.SettleAsync();
        var delivery = Assert.Single(await scenario.DeliveriesAsync(hanging));
        Assert.Equal(("pending", 1), (Text(delivery, "status"), Number(delivery, "attempts")));
        Assert.Equal("No answer within 00:00:15.", Text(delivery, "last_error"));
        Assert.Equal(15_000, Number(delivery, "last_duration_ms"));
        Assert.Equal("delivered", Text(Assert.Single(await scenario.DeliveriesAsync(other)), "status"));

        scenario.Receiver.AnswerWith(200);
        await scenario.Host.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("delivered", Text(Assert.Single(await scenario.DeliveriesAsync(hanging)), "status"));
    }

    [Fact]
    public async Task Receiver_SendsAnEndlessAnswer_IsDeliveredWithoutReadingIt()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync("finished");
        scenario.Receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[8192]);
        };

        await scenario.ExportAsync();

        Assert.Equal("delivered", Text(Assert.Single(await scenario.DeliveriesAsync(webhook)), "status"));
    }

    [Fact]
    public async Task Receiver_CannotBeConnectedTo_TheExportFinishesAndTheRecordSaysSo()
    {
        await using var scenario = await WebhookScenario.StartAsync();
        scenario.Resolver.Add("hooks.example", "93.184.216.99");
        await scenario.CreateProjectAsync("group/name");
        var webhook = await scenario.AddWebhookIdAsync();

        var job = await scenario.ExportAsync();

        Assert.Equal("finished", Text(await scenario.GetJobAsync(job), "status"));
        Assert.All(await scenario.DeliveriesAsync(webhook), delivery =>
            Assert.StartsWith("The receiver could not be reached (", Text(delivery, "last_error"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Receiver_Redirects_IsNotFollowed(int status)
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        scenario.Resolver.Add("elsewhere.example", WebhookScenario.PublicAddress);
        var webhook = await scenario.AddWebhookIdAsync("finished");
        scenario.Receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://elsewhere.example/other";
            return Task.CompletedTask;
        };

        await scenario.ExportAsync();

        Assert.Equal("/deep/hook", Assert.Single(scenario.Receiver.Received).Path);
        var delivery = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal($"The receiver answered {status}; redirects are not followed.", Text(delivery, "last_error"));
        Assert.Equal("pending", Text(delivery, "status"));
    }

    [Fact]
    public async Task Receiver_Answers410_DisablesTheWebhookAndNothingMoreIsSent()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync("finished");
        scenario.Receiver.AnswerWith(410);

        await scenario.ExportAsync();
        await scenario.ExportAsync();
        await scenario.Host.AdvanceAsync(TimeSpan.FromHours(22));

        Assert.Single(scenario.Receiver.Received);
        var delivery = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal(("failed", 1, 410), (Text(delivery, "status"), Number(delivery, "attempts"), Number(delivery, "last_status_code")));
        Assert.NotNull(Text(await scenario.GetAsync($"/{webhook}"), "disabled_at"));
        using var again = await scenario.SendAsync(HttpMethod.Post, $"/{webhook}/deliveries/{Text(delivery, "id")}/redeliver");
        Assert.Contains("disabled", await again.ReadErrorAsync(409), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastAttempt_RunsTwiceAtOnceAndOnlyTheSlowerOneGetsThrough_IsRecordedAsDelivered()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync(settings: ("Webhooks__Retries", "0"));
        var webhook = await scenario.AddWebhookIdAsync("finished");
        var requests = 0;
        scenario.Receiver.Answer = async context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref requests) == 1 ? 200 : 500;
            if (context.Response.StatusCode == 200)
                await RunTwinAsync(context.Request.Headers["webhook-delivery-id"].ToString());
        };

        await scenario.ExportAsync();

        Assert.Equal(2, requests);
        var delivery = Assert.Single(await scenario.DeliveriesAsync(webhook));
        Assert.Equal(("delivered", 1, 200), (Text(delivery, "status"), Number(delivery, "attempts"), Number(delivery, "last_status_code")));

        Task RunTwinAsync(string id) => scenario.Service<DeliveryAttempt>().RunAsync(
            new(new(new DeliveryKey(scenario.Project, webhook, id), new WebhookOptions { Retries = 0 }.RetrySettings()), Number: 1), default);
    }

    [Fact]
    public async Task WebhookDeletedBetweenAttempts_NothingMoreIsSent()
    {
        await using var scenario = await WebhookScenario.StartWithProjectAsync();
        var webhook = await scenario.AddWebhookIdAsync("finished");
        scenario.Receiver.AnswerWith(500);
        await scenario.ExportAsync();

        using var deleted = await scenario.SendAsync(HttpMethod.Delete, $"/{webhook}");
        await scenario.Host.AdvanceAsync(TimeSpan.FromHours(22));

        Assert.Equal(204, (int)deleted.StatusCode);
        Assert.Single(scenario.Receiver.Received);
        using var list = await scenario.SendAsync(HttpMethod.Get, $"/{webhook}/deliveries");
        Assert.Equal("404 Webhook Not Found", await list.ReadErrorAsync(404));
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says nothing until the sender gives up.</summary>
    private static async Task HangAsync(HttpContext context, TaskCompletionSource arrived)
    {
        var gone = Signal();
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        arrived.TrySetResult();
        await gone.Task;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static List<long> Seconds(IReadOnlyList<ReceivedDelivery> received)
    {
        var times = received.Select(delivery => long.Parse(delivery.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)).ToList();
        return [.. times.Select(time => time - times[0])];
    }
}
