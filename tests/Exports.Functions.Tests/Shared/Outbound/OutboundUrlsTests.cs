using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Outbound;

namespace Exports.Functions.Tests.Shared.Outbound;

public sealed class OutboundUrlsTests
{
    [Theory]
    [InlineData("https://storage.example.com/put?sig=hush-signature")]
    [InlineData("https://93.184.216.34:8443/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    public void Parse_PublicHttpsUrl_IsReturned(string text) => Assert.Equal(new Uri(text), Parse(text));

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData(" ", "is missing")]
    [InlineData("/relative", "must begin with https://")]
    [InlineData("example.com/put", "is not an absolute URL")]
    [InlineData(" https://example.com/", "is not an absolute URL")]
    [InlineData("https://example.com/a\r\nb", "is not an absolute URL")]
    [InlineData("https://", "is not an absolute URL")]
    [InlineData("https://%31%32%37.0.0.1/", "is not an absolute URL")]
    [InlineData("https://xn--\u00fc.com/", "has a host that is no valid name")]
    [InlineData("http://example.com/", "must begin with https://")]
    [InlineData("ftp://example.com/", "must begin with https://")]
    [InlineData("file:///etc/passwd", "must begin with https://")]
    [InlineData("https://ann:hush-password@example.com/", "user name")]
    public void Parse_NoUrlToSendTo_IsRefusedWithASentence(string? text, string sentence) => AssertRefused(text, sentence);

    [Theory]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://api.localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.0.0.1./")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://0/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fd12::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:a9fe:a9fe]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    public void Parse_HostThatSpellsAnInsideAddress_IsRefused(string text) => AssertRefused(text, "loopback, link-local or private");

    [Fact]
    public void Parse_TooLong_IsRefused() => AssertRefused($"https://example.com/{new string('a', 8192)}", "8192");

    [Fact]
    public void Parse_HostLongerThanANameCanBe_IsRefused() =>
        AssertRefused($"https://{string.Join('.', Enumerable.Repeat(new string('a', 60), 5))}/", "has a host that is no valid name");

    [Fact]
    public void Parse_TooLongOnceItIsEncoded_IsRefused() => AssertRefused($"https://example.com/{new string('\u00fc', 2000)}", "8192");

    [Fact]
    public void Parse_AllowedHost_MayBeInside()
    {
        var options = new OutboundOptions { AllowedHosts = { "Minio.Internal", "10.0.0.5", "::1" } };

        Assert.NotNull(Parse("https://minio.internal./put", options));
        Assert.NotNull(Parse("https://10.0.0.5/put", options));
        Assert.NotNull(Parse("https://[::1]/put", options));
        AssertRefused("https://10.0.0.6/put", "private", options);
        AssertRefused("http://minio.internal/put", "must begin with https://", options);
    }

    [Fact]
    public void Parse_HttpIsAllowed_TakesIt() => Assert.NotNull(Parse("http://example.com/", new() { AllowHttp = true }));

    private static Uri Parse(string? text, OutboundOptions? options = null)
    {
        using var outbound = new OutboundFixture(options ?? new());
        return outbound.Urls.Parse(text, "upload[url]");
    }

    private static void AssertRefused(string? text, string sentence, OutboundOptions? options = null)
    {
        var refusal = Assert.Throws<ApiException>(() => Parse(text, options));

        Assert.Equal(400, refusal.Status);
        Assert.StartsWith("400 Bad request - upload[url] ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.Message, StringComparison.Ordinal);
    }
}
