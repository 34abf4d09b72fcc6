using Exports.Functions.Webhooks;

namespace Exports.Functions.Storage.Tables;

/// <summary>One state change that webhooks want to hear of: a row of the outbox, written in the transaction of the change itself.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="JobId">The job that changed.</param>
/// <param name="Sequence">How many state changes the job has seen, this one included, from 1.</param>
/// <param name="Type">What happened.</param>
internal sealed record WebhookEvent(long ProjectId, string JobId, int Sequence, WebhookEventType Type)
{
    /// <summary>The same for every delivery of this change, whoever repeats it.</summary>
    public string Id => $"{JobId}-{Sequence}";

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The job as the API showed it then, as JSON.</summary>
    public required string Job { get; init; }

    /// <summary>The ids of the webhooks that wanted to hear of it then.</summary>
    public required IReadOnlyList<string> Webhooks { get; init; }
}
