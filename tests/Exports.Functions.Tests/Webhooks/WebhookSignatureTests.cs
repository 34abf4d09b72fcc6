using Exports.Functions.Webhooks;

namespace Exports.Functions.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // Computed with: printf '%s' 'msg_1.1700000000.{"a":"ü"}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:<the key> -binary | base64
    [Theory]
    [InlineData("whsec_aHVzaC1zZWNyZXQtMDEyMzQ1Njc4OTAxMjM0NTY3ODk=", "B58ZjGTDEY7Yx8eNObRsyvs2NLn9XMQWnQrl4rSDQMs=")]
    [InlineData("hush-secret-01234567890123456789", "B58ZjGTDEY7Yx8eNObRsyvs2NLn9XMQWnQrl4rSDQMs=")]
    [InlineData("hush-secret-of-another", "6qBdBi/y0cdRHexfec6jnkzIYFB+T2HQ2tGW6rN8KZo=")]
    public void Sign_IsWhatOpenSslComputes(string secret, string expected) =>
        Assert.Equal("v1," + expected, WebhookSignature.Sign(secret, "msg_1", 1_700_000_000, """{"a":"ü"}"""));
}
