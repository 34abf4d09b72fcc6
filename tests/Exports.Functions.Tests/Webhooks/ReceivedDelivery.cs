using System.Text.Json;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>A request as a receiver saw it.</summary>
internal sealed record ReceivedDelivery(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>E.g. <c>finished</c>.</summary>
    public string Status => Json.GetProperty("status").GetString()!;
}
