using Exports.Functions.ProjectExports;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks.Http;

/// <summary>The lists of webhooks and of their deliveries, page by page.</summary>
internal sealed class WebhookPages(WebhookTable webhooks, WebhookDeliveryTable deliveries)
{
    /// <summary>Oldest first. A project has few, so all are read.</summary>
    /// <exception cref="Shared.Http.ApiException">400 for a token of another list, 405 for a page too deep.</exception>
    public async Task<ListPage<Webhook>> ReadWebhooksAsync(long projectId, PageRequest page, CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"webhooks-{projectId}");
        var after = After(page, name);
        var rows = (await webhooks.ListAsync(projectId, cancellationToken))
            .Where(webhook => string.CompareOrdinal(webhook.Id, after) > 0)
            .Select(webhook => new ListRow<Webhook>(webhook, webhook.Id));
        return await PageScan.ReadAsync(page, name, rows.ToAsyncEnumerable());
    }

    /// <summary>Newest first.</summary>
    /// <exception cref="Shared.Http.ApiException">400 for a token of another list, 405 for a page too deep.</exception>
    public Task<ListPage<WebhookDelivery>> ReadDeliveriesAsync(Webhook webhook, PageRequest page, CancellationToken cancellationToken)
    {
        var name = $"deliveries-{webhook.Id}";
        int? answerSize = page.IsKeyset ? page.PerPage + 1 : null;
        var rows = deliveries.ListAsync(webhook.ProjectId, webhook.Id, After(page, name), answerSize, cancellationToken);
        return PageScan.ReadAsync(page, name, rows.Select(delivery => new ListRow<WebhookDelivery>(delivery, delivery.Key.DeliveryId)));
    }

    private static string? After(PageRequest page, string list)
    {
        if (page.Token is not { } token)
            return null;
        var id = PageToken.Read(token, list, parts: 1)[0];
        return ExportJobId.IsValid(id) ? id : throw PageToken.Refused();
    }
}
