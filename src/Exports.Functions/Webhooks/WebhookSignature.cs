using System.Security.Cryptography;
using System.Text;

namespace Exports.Functions.Webhooks;

/// <summary>The signature of Standard Webhooks: <c>v1,</c> and the base64 HMAC-SHA256 of <c>id.timestamp.body</c>.</summary>
internal static class WebhookSignature
{
    /// <param name="secret">See <see cref="WebhookSecret"/>.</param>
    /// <param name="id">The event's id, which contains no full stop.</param>
    /// <param name="timestamp">The attempt's time in seconds since 1970.</param>
    /// <param name="body">What is sent, to the byte in UTF-8.</param>
    public static string Sign(string secret, string id, long timestamp, string body)
    {
        var signed = HMACSHA256.HashData(WebhookSecret.KeyOf(secret), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        return $"v1,{Convert.ToBase64String(signed)}";
    }
}
