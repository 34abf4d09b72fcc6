using Exports.Functions.ProjectExports;
using Exports.Functions.ProjectExports.Http;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Webhooks.Http;

/// <summary>Answers <c>POST /projects/:id/webhooks</c>: index, webhook with its subscription, and then the jobs that run already.</summary>
internal sealed class WebhookCreator(
    ExportProjects projects,
    WebhookTable webhooks,
    WebhookIndexTable index,
    ProjectExportTable jobs,
    WebhookRemover remover,
    WebhookDestination destination,
    RequestBody body,
    TimeProvider time,
    IOptions<WebhookOptions> options)
{
    public async Task<IResult> CreateAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var webhook = await ReadAsync(request, project.Id, cancellationToken);
        await index.PutAsync(new(webhook.ProjectId, webhook.Id, webhook.CreatedAt), cancellationToken);
        await StorageDecision.RepeatAsync(() => AddOnceAsync(webhook, cancellationToken));

        // A change that was decided before this moment and is written after it would leave no event: it is refused and decided again.
        await jobs.TouchActiveAsync(project.Id, cancellationToken);
        await RequireStillThereAsync(project.Id, cancellationToken);
        request.HttpContext.Response.Headers.Location = request.ApiUrl($"projects/{project.Id}/webhooks/{webhook.Id}");
        return ApiResults.Json(WebhookCreatedResponse.From(webhook), StatusCodes.Status201Created);
    }

    private async Task<Webhook> ReadAsync(HttpRequest request, long projectId, CancellationToken cancellationToken)
    {
        var wanted = await body.ReadJsonAsync<CreateWebhookRequest>(request, cancellationToken);
        var events = WebhookEventTypes.Parse(wanted.Events);
        var secret = wanted.Secret is null ? WebhookSecret.Generate() : WebhookSecret.Parse(wanted.Secret);
        var url = await destination.RequireAsync(wanted.Url, cancellationToken);
        return new()
        {
            ProjectId = projectId,
            Id = ExportJobId.Create(time),
            Url = url.AbsoluteUri,
            Secret = secret,
            Events = events,
            CreatedAt = time.GetUtcNow(),
        };
    }

    private async Task<bool> AddOnceAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var subscriptions = await webhooks.GetSubscriptionsAsync(webhook.ProjectId, cancellationToken);
        if (subscriptions.Items.Any(item => item.Id == webhook.Id))
            return false;
        if (subscriptions.Items.Count >= options.Value.MaxPerProject)
            throw ApiException.Conflict($"409 Conflict - the project has {options.Value.MaxPerProject} webhooks, more are not allowed");

        var next = subscriptions with { Items = [.. subscriptions.Items, new(webhook.Id, webhook.Events)] };
        await webhooks.AddAsync(next, webhook, cancellationToken);
        return true;
    }

    /// <summary>A project deleted meanwhile may have been cleaned up before the webhook came.</summary>
    private async Task RequireStillThereAsync(long projectId, CancellationToken cancellationToken)
    {
        if (await projects.ExistsAsync(projectId, cancellationToken))
            return;
        await remover.RemoveWebhooksAsync(projectId, cancellationToken);
        throw ApiException.NotFound("Project");
    }
}
