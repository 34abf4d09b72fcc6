namespace Exports.Functions.Webhooks.Http;

/// <summary>The body of <c>POST /projects/:id/webhooks</c>.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Events">Which state changes; all of them when left out.</param>
/// <param name="Secret">Signs the deliveries; made up, and answered once, when left out.</param>
internal sealed record CreateWebhookRequest(string? Url, IReadOnlyList<string>? Events, string? Secret)
{
    // A record would print its secret wherever it is logged.
    public override string ToString() => nameof(CreateWebhookRequest);
}
