using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask.Client;

namespace Exports.EmbeddedHost.Hosting.Durable;

/// <summary>One instance as the Durable HTTP API shows it. Times are UTC, to the second, ending in Z.</summary>
internal sealed record InstanceStatusBody(
    string Name,
    string InstanceId,
    string RuntimeStatus,
    JsonElement? Input,
    JsonElement? CustomStatus,
    JsonElement? Output,
    string CreatedTime,
    string LastUpdatedTime)
{
    public static InstanceStatusBody From(OrchestrationMetadata instance, bool showInput) => new(
        instance.Name,
        instance.InstanceId,
        instance.RuntimeStatus.ToString(),
        showInput ? Json(instance.SerializedInput) : null,
        Json(instance.SerializedCustomStatus),
        instance.FailureDetails is { } failure ? JsonSerializer.SerializeToElement(failure.ErrorMessage) : Json(instance.SerializedOutput),
        Time(instance.CreatedAt),
        Time(instance.LastUpdatedAt));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";

    private static JsonElement? Json(string? payload) => payload is null ? null : JsonSerializer.Deserialize<JsonElement>(payload);
}
