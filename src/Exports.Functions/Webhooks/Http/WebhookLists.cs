using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Http;
using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Paging;
using Exports.Functions.Storage.Tables;
using Exports.Functions.Webhooks.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.Webhooks.Http;

/// <summary>Answers about webhooks that are there: list, one, delete, their deliveries, redeliver.</summary>
internal sealed class WebhookLists(
    ExportProjects projects,
    WebhookTable webhooks,
    WebhookDeliveryTable deliveries,
    WebhookPages pages,
    WebhookRemover remover,
    WebhookRedelivery redelivery)
{
    public async Task<IResult> ListAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var page = PageRequest.From(request);
        var (items, end) = await pages.ReadWebhooksAsync(project.Id, page, cancellationToken);
        PageHeaders.Write(request.HttpContext.Response, page, end);
        return ApiResults.Json(items.Select(WebhookResponse.From));
    }

    public async Task<IResult> GetAsync(string id, string webhook, CancellationToken cancellationToken) =>
        ApiResults.Json(WebhookResponse.From(await RequireAsync(id, webhook, cancellationToken)));

    public async Task<IResult> DeleteAsync(string id, string webhook, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var found = await RequireAsync(id, webhook, cancellationToken);
        await remover.RemoveAsync(found, client, cancellationToken);
        return ApiResults.NoContent();
    }

    public async Task<IResult> ListDeliveriesAsync(HttpRequest request, string id, string webhook, CancellationToken cancellationToken)
    {
        var owner = await RequireAsync(id, webhook, cancellationToken);
        var page = PageRequest.From(request);
        var (items, end) = await pages.ReadDeliveriesAsync(owner, page, cancellationToken);
        PageHeaders.Write(request.HttpContext.Response, page, end);
        return ApiResults.Json(items.Select(WebhookDeliveryResponse.From));
    }

    public async Task<IResult> RedeliverAsync(
        string id, string webhook, string delivery, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var owner = await RequireAsync(id, webhook, cancellationToken);
        var key = new DeliveryKey(owner.ProjectId, owner.Id, delivery);
        if (!ExportJobId.IsValid(delivery) || await deliveries.FindAsync(key, cancellationToken) is null)
            throw ApiException.NotFound("Delivery");
        if (owner.DisabledAt is not null)
            throw ApiException.Conflict("409 Conflict - the webhook is disabled since its receiver answered 410");

        var started = await redelivery.StartAsync(key, client, cancellationToken) ?? throw ApiException.NotFound("Delivery");
        return ApiResults.Json(WebhookDeliveryResponse.From(started), StatusCodes.Status202Accepted);
    }

    private async Task<Webhook> RequireAsync(string id, string webhook, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        return (ExportJobId.IsValid(webhook) ? await webhooks.FindAsync(project.Id, webhook, cancellationToken) : null)
            ?? throw ApiException.NotFound("Webhook");
    }
}
