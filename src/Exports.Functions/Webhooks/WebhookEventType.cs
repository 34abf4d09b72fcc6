using System.Text.Json.Serialization;
using Exports.Functions.Shared.Json;

namespace Exports.Functions.Webhooks;

/// <summary>The state changes of an export job that webhooks can hear of; the names are the job's states after the change.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<WebhookEventType>))]
internal enum WebhookEventType
{
    Queued,
    Started,
    Finished,
    Failed,
}
