using Exports.Functions.ProjectExports;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks;

namespace Exports.Functions.Tests.Webhooks;

public sealed class WebhookIdsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OfDelivery_SameEventAndWebhook_IsTheSameAndOtherwiseAnother()
    {
        var id = WebhookIds.OfDelivery(Change(1), "w");

        Assert.True(ExportJobId.IsValid(id));
        Assert.Equal(id, WebhookIds.OfDelivery(Change(1), "w"));
        Assert.NotEqual(id, WebhookIds.OfDelivery(Change(1), "v"));
        Assert.NotEqual(id, WebhookIds.OfDelivery(Change(2), "w"));
    }

    [Fact]
    public void Ids_SortByTimeThenByTheOrderOfTheJobsChanges()
    {
        string[] expected =
        [
            WebhookIds.OfRedelivery(Now.AddMilliseconds(-1)),
            WebhookIds.Before(Now),
            WebhookIds.OfDelivery(Change(1), "w"),
            WebhookIds.OfDelivery(Change(2), "w"),
            WebhookIds.OfDelivery(Change(3), "w"),
            WebhookIds.OfRedelivery(Now),
            WebhookIds.Before(Now.AddMilliseconds(1)),
        ];

        Assert.Equal(expected, expected.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Reverse(), expected.OrderBy(WebhookKeys.Delivery, StringComparer.Ordinal));
    }

    private static WebhookEvent Change(int sequence) => new(7, new('a', 32), sequence, WebhookEventType.Queued)
    {
        OccurredAt = Now,
        Job = "{}",
        Webhooks = ["w"],
    };
}
