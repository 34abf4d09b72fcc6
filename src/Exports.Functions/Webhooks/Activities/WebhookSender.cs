using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Exports.Functions.Shared.Outbound;
using Exports.Functions.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Webhooks.Activities;

/// <summary>Makes one signed request and turns whatever happens into an outcome. Nothing of the answer but its status is read.</summary>
internal sealed class WebhookSender(OutboundHttp http, TimeProvider time, IOptions<WebhookOptions> options)
{
    internal const string IdHeader = "webhook-id";
    internal const string TimestampHeader = "webhook-timestamp";
    internal const string SignatureHeader = "webhook-signature";
    internal const string DeliveryHeader = "webhook-delivery-id";

    public async Task<AttemptOutcome> SendAsync(Webhook webhook, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var (status, error) = await TrySendAsync(webhook, delivery, startedAt, cancellationToken);
        return new(status, error, startedAt, time.GetUtcNow() - startedAt);
    }

    private async Task<(int? Status, string? Error)> TrySendAsync(
        Webhook webhook, WebhookDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Create(webhook, delivery, now);
            using var response = await http.SendAsync(request, either.Token);
            return ((int)response.StatusCode, ErrorOf(response.StatusCode));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a receiver does to us is data; it must not end the delivery, let alone the job.
            return (null, timeout.IsCancellationRequested ? $"No answer within {options.Value.Timeout:c}." : ErrorOf(failure));
        }
    }

    private static HttpRequestMessage Create(Webhook webhook, WebhookDelivery delivery, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds();
        // A stream is sent once only, so that no redirect carries a signed body on to another address.
        var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(delivery.Body)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = content };
        request.Headers.Add(IdHeader, delivery.EventId);
        request.Headers.Add(TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignatureHeader, WebhookSignature.Sign(webhook.Secret, delivery.EventId, timestamp, delivery.Body));
        request.Headers.Add(DeliveryHeader, delivery.Key.DeliveryId);
        request.Headers.UserAgent.ParseAdd("exports-webhooks/1");
        return request;
    }

    private static string? ErrorOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => $"The receiver answered {(int)status}; redirects are not followed.",
        _ => $"The receiver answered {(int)status}.",
    };

    /// <summary>Sentences of ours: the exceptions' own may name more of the address than its reader should see.</summary>
    private static string ErrorOf(Exception failure) => failure switch
    {
        ForbiddenDestinationException => "The address leads to a network that webhooks may not reach.",
        HttpRequestException { HttpRequestError: var error } => $"The receiver could not be reached ({error}).",
        _ => $"The request failed ({failure.GetType().Name}).",
    };
}
