using Exports.Functions.Webhooks.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Webhooks;

/// <summary>The routes of webhooks. The work is in <c>Http/</c>.</summary>
public static class WebhookEndpoints
{
    private const string Webhooks = "v4/projects/{id}/webhooks";
    private const string Webhook = Webhooks + "/{webhook}";
    private const string Deliveries = Webhook + "/deliveries";

    [Function("CreateWebhook")]
    public static Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Webhooks)] HttpRequest request, string id, FunctionContext context) =>
        Work<WebhookCreator>(context).CreateAsync(request, id, context.CancellationToken);

    [Function("ListWebhooks")]
    public static Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Webhooks)] HttpRequest request, string id, FunctionContext context) =>
        Work<WebhookLists>(context).ListAsync(request, id, context.CancellationToken);

    [Function("GetWebhook")]
    public static Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Webhook)] HttpRequest request,
        string id,
        string webhook,
        FunctionContext context) => Work<WebhookLists>(context).GetAsync(id, webhook, context.CancellationToken);

    [Function("DeleteWebhook")]
    public static Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Webhook)] HttpRequest request,
        string id,
        string webhook,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => Work<WebhookLists>(context).DeleteAsync(id, webhook, client, context.CancellationToken);

    [Function("ListWebhookDeliveries")]
    public static Task<IResult> ListDeliveriesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Deliveries)] HttpRequest request,
        string id,
        string webhook,
        FunctionContext context) => Work<WebhookLists>(context).ListDeliveriesAsync(request, id, webhook, context.CancellationToken);

    [Function("RedeliverWebhook")]
    public static Task<IResult> RedeliverAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Deliveries + "/{delivery}/redeliver")] HttpRequest request,
        string id,
        string webhook,
        string delivery,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => Work<WebhookLists>(context).RedeliverAsync(id, webhook, delivery, client, context.CancellationToken);

    private static TWork Work<TWork>(FunctionContext context)
        where TWork : notnull => context.InstanceServices.GetRequiredService<TWork>();
}
