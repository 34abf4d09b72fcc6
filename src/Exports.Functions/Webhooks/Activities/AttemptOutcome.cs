namespace Exports.Functions.Webhooks.Activities;

/// <summary>What came of one request to a receiver.</summary>
/// <param name="StatusCode">Its answer; null when there was none.</param>
/// <param name="Error">Why it counts as failed, in one sentence without address and secret; null when it was delivered.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record AttemptOutcome(int? StatusCode, string? Error, DateTimeOffset StartedAt, TimeSpan Duration)
{
    public bool IsDelivered => Error is null;

    /// <summary>The receiver wants to be left alone for good.</summary>
    public bool IsGone => StatusCode == 410;
}
