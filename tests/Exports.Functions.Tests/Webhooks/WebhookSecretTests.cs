using System.Text;
using Exports.Functions.Shared.Http;
using Exports.Functions.Webhooks;

namespace Exports.Functions.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    [Fact]
    public void Generate_IsAcceptedAndNeverTheSame()
    {
        var (one, other) = (WebhookSecret.Generate(), WebhookSecret.Generate());

        Assert.NotEqual(one, other);
        Assert.Equal(one, WebhookSecret.Parse(one));
        Assert.Equal(32, WebhookSecret.KeyOf(one).Length);
    }

    [Theory]
    [InlineData("hush-secret-0123")]
    [InlineData("whse_hush-not-the-prefix")]
    public void KeyOf_TextWithoutThePrefix_IsItsBytes(string secret) =>
        Assert.Equal(Encoding.UTF8.GetBytes(secret), WebhookSecret.KeyOf(WebhookSecret.Parse(secret)));

    [Theory]
    [InlineData("hush-secret-012")]
    [InlineData("hush-secret-0123\n")]
    [InlineData("hush-secret-0123-ü")]
    [InlineData("whsec_aHVzaGh1c2hodXNo")]
    [InlineData("whsec_hush-hush-hush-hush-hush-hush")]
    public void Parse_WhatIsNoSecret_IsRefusedWithoutRepeatingIt(string secret)
    {
        var refusal = Assert.Throws<ApiException>(() => WebhookSecret.Parse(secret));

        Assert.Equal(400, refusal.Status);
        Assert.DoesNotContain("hush", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Parse_LongSecret_IsBounded(int length, bool accepted)
    {
        var secret = new string('h', length);

        Assert.Equal(accepted, Record.Exception(() => WebhookSecret.Parse(secret)) is null);
    }
}
