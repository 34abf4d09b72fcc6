using System.Net;
using System.Net.Http.Headers;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.EmbeddedHost.Tests.Storage;
using Exports.TestKit.Hosting;
using Exports.TestKit.Time;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.EmbeddedHost.Tests.Hosting.Blobs;

/// <summary>Blobs over HTTP for whoever bears a signed URL.</summary>
public sealed class SignedBlobTests : IDisposable
{
    private const string Name = "folder/a b+c%2F#ü.bin";

    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];

    private readonly TempDataFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_SignedUrl_IsTheBlobWithTheSignedHeaders()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host, builder => builder.ContentDisposition = "attachment; filename=x.bin");

        using var answer = await host.Http.GetAsync(url);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment; filename=x.bin", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("application/x-test", answer.Content.Headers.ContentType!.ToString());
        Assert.NotNull(answer.Content.Headers.LastModified);
        Assert.Contains("bytes", answer.Headers.AcceptRanges);
    }

    [Fact]
    public async Task Head_SignedUrl_IsTheHeadersAlone()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host);

        using var answer = await host.Http.SendAsync(new(HttpMethod.Head, url));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Content.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_RangeAndKnownETag_AreHonoured()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host);
        using var whole = await host.Http.GetAsync(url);

        using var part = await SendAsync(host, url, headers => headers.Range = new RangeHeaderValue(10, 19));
        using var same = await SendAsync(host, url, headers => headers.IfNoneMatch.Add(whole.Headers.ETag!));
        using var beyond = await SendAsync(host, url, headers => headers.Range = new RangeHeaderValue(1_000_000, null));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Content[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Theory]
    [InlineData("se", "2999-01-01T00:00:00Z")]
    [InlineData("ske", "2999-01-01T00:00:00Z")]
    [InlineData("skt", "not a time")]
    [InlineData("st", "2001-01-01T00:00:00Z")]
    [InlineData("sp", "rw")]
    [InlineData("sr", "c")]
    [InlineData("rscd", "attachment; filename=evil.exe")]
    [InlineData("rsct", "text/html")]
    [InlineData("sig", "AAAA")]
    [InlineData("sig", "")]
    public async Task Get_AlteredParameter_Is403(string parameter, string value)
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host, builder => builder.ContentDisposition = "attachment; filename=x.bin");
        var query = QueryHelpers.ParseQuery(url.Query).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query[parameter] = value;

        using var answer = await host.Http.GetAsync(QueryHelpers.AddQueryString(url.GetLeftPart(UriPartial.Path), query));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("AuthenticationFailed", Assert.Single(answer.Headers.GetValues("x-ms-error-code")));
    }

    [Fact]
    public async Task Get_SignatureOfAnotherBlobOrNone_Is403()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host);
        await Container(host).GetBlobClient("other").UploadAsync(BinaryData.FromString("other"));

        using var other = await host.Http.GetAsync($"/blobs/things/other{url.Query}");
        using var container = await host.Http.GetAsync(url.AbsoluteUri.Replace("/things/", "/thing/", StringComparison.Ordinal));
        using var none = await host.Http.GetAsync("/blobs/things/other");
        using var missing = await host.Http.GetAsync("/blobs/things/missing");

        Assert.All([other, container, none, missing], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
    }

    [Fact]
    public async Task Get_ExpiredUrl_Is403()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host, lifetime: TimeSpan.FromMinutes(5));

        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        using var last = await host.Http.GetAsync(url);
        _clock.Advance(TimeSpan.FromSeconds(1));
        using var late = await host.Http.GetAsync(url);

        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
    }

    [Fact]
    public async Task Get_UrlThatOutlivesItsKey_EndsWithTheKey()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host, lifetime: TimeSpan.FromHours(2));

        _clock.Advance(TimeSpan.FromHours(1));
        using var late = await host.Http.GetAsync(url);

        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
    }

    [Fact]
    public async Task Get_BeforeItsStart_Is403()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host, builder => builder.StartsOn = _clock.GetUtcNow() + TimeSpan.FromMinutes(1));

        using var early = await host.Http.GetAsync(url);
        _clock.Advance(TimeSpan.FromMinutes(1));
        using var inTime = await host.Http.GetAsync(url);

        Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
    }

    [Fact]
    public async Task Get_BlobDeletedMeanwhile_Is404()
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host);
        await Container(host).GetBlobClient(Name).DeleteAsync();

        using var answer = await host.Http.GetAsync(url);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("BlobNotFound", Assert.Single(answer.Headers.GetValues("x-ms-error-code")));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task Write_SignedUrl_IsNoMethodHere(string method)
    {
        await using var host = await StartAsync();
        var url = await SignAsync(host);

        using var answer = await host.Http.SendAsync(new(new(method), url));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Get_UrlOfTheProcessBefore_IsStillGood()
    {
        Uri url;
        await using (var before = await StartAsync())
            url = await SignAsync(before);

        await using var host = await StartAsync();
        using var answer = await host.Http.GetAsync(url.PathAndQuery);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Sign_HostBehindAProxy_UsesTheProxysAddress()
    {
        await using var host = await StartAsync("--BlobEndpoint=https://exports.example.com/blobs");

        Assert.StartsWith("https://exports.example.com/blobs/things/folder/", (await SignAsync(host)).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BlobEndpointIsNoAddress_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => StartAsync("--BlobEndpoint=exports"));

        Assert.Contains("BlobEndpoint is 'exports'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_MoreThanReadingThisBlob_IsRefused()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => SignAsync(host, builder => builder.SetPermissions(BlobSasPermissions.Write)));
        await Assert.ThrowsAsync<NotSupportedException>(() => SignAsync(host, builder => builder.CacheControl = "no-store"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SignAsync(host, builder => builder.BlobName = "another"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SignAsync(host, builder => builder.ExpiresOn = default));
    }

    [Fact]
    public async Task LendKey_TimesThatAzureRefuses_AreRefused()
    {
        await using var host = await StartAsync();
        var service = host.Services.GetRequiredService<BlobServiceClient>();
        var now = _clock.GetUtcNow();

        await Refused.WithAsync(400, "InvalidXmlNodeValue", () => service.GetUserDelegationKeyAsync(now, now.AddDays(8)));
        await Refused.WithAsync(400, "InvalidXmlNodeValue", () => service.GetUserDelegationKeyAsync(null, now.AddMinutes(-1)));
        await Assert.ThrowsAsync<ArgumentException>(
            () => service.GetUserDelegationKeyAsync(null, now.AddHours(1).ToOffset(TimeSpan.FromHours(2))));
    }

    [Fact]
    public async Task Get_SignedUrlWithEverythingLogged_StandsInNoLine()
    {
        await using var host = await StartAsync("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace");
        var url = await SignAsync(host);

        using var answer = await host.Http.GetAsync(url);
        await host.StopAsync();

        Assert.NotEmpty(host.Logs.Entries);
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.FullText.Contains("sig=", StringComparison.Ordinal));
    }

    private static BlobContainerClient Container(HostUnderTest host) =>
        host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient("things");

    private static async Task<HttpResponseMessage> SendAsync(HostUnderTest host, Uri url, Action<HttpRequestHeaders> configure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        configure(request.Headers);
        return await host.Http.SendAsync(request);
    }

    private async Task<HostUnderTest> StartAsync(params string[] arguments)
    {
        var host = await HostUnderTest.StartAsync(new(_folder.File("data")) { Clock = _clock, Arguments = arguments });
        host.Logs.Secrets.Add(HostKeys.ReadOrCreate(Path.Combine(_folder.File("data"), "host.keys.json")));
        await Container(host).CreateIfNotExistsAsync();
        await Container(host).GetBlobClient(Name).UploadAsync(
            BinaryData.FromBytes(Content), new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/x-test" } });
        return host;
    }

    private async Task<Uri> SignAsync(HostUnderTest host, Action<BlobSasBuilder>? configure = null, TimeSpan? lifetime = null)
    {
        var now = _clock.GetUtcNow();
        UserDelegationKey key = await host.Services.GetRequiredService<BlobServiceClient>().GetUserDelegationKeyAsync(null, now.AddHours(1));
        var builder = new BlobSasBuilder(BlobSasPermissions.Read, now + (lifetime ?? TimeSpan.FromMinutes(5)));
        configure?.Invoke(builder);
        var url = Container(host).GetBlobClient(Name).GenerateUserDelegationSasUri(builder, key);
        host.Logs.Secrets.Add(key.Value);
        host.Logs.Secrets.Add(QueryHelpers.ParseQuery(url.Query)["sig"]);
        return url;
    }
}
