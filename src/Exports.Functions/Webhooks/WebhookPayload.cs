using System.Text.Json;
using Exports.Functions.Shared.Json;
using Exports.Functions.Storage.Tables;

namespace Exports.Functions.Webhooks;

/// <summary>The body of a delivery.</summary>
/// <param name="Id">The event's id, as in the header <c>webhook-id</c>.</param>
/// <param name="Type"><c>export.</c> and the status.</param>
/// <param name="OccurredAt">When the job changed.</param>
/// <param name="Sequence">How many state changes the job has seen, this one included: orders the events of one job.</param>
/// <param name="Status">The job's status after the change.</param>
/// <param name="Project">Whose export.</param>
/// <param name="Job">The job as the API showed it then.</param>
internal sealed record WebhookPayload(
    string Id,
    string Type,
    DateTimeOffset OccurredAt,
    int Sequence,
    WebhookEventType Status,
    WebhookProject Project,
    JsonElement Job)
{
    public static string Create(WebhookEvent change, ProjectRow project)
    {
        using var job = JsonDocument.Parse(change.Job);
        var payload = new WebhookPayload(
            change.Id,
            $"export.{StoredName.Of(change.Type)}",
            change.OccurredAt,
            change.Sequence,
            change.Type,
            new(project.Id, project.Name, project.Path),
            job.RootElement);
        return JsonSerializer.Serialize(payload, ApiJson.Options);
    }
}
