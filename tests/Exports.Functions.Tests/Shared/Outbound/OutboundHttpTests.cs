using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Exports.Functions.Shared.Outbound;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Tests.Shared.Outbound;

public sealed class OutboundHttpTests
{
    private const string Public = "93.184.216.34";
    private const string AlsoPublic = "93.184.216.35";

    [Fact]
    public async Task SendAsync_PublicHost_IsReachedByItsCheckedAddress()
    {
        await using var listener = await Listener.StartAsync(context => context.Response.WriteAsync($"you asked {context.Request.Host}"));
        using var outbound = Internet(("example.com", Public, listener));

        using var response = await outbound.GetAsync("http://example.com/");

        Assert.Equal("you asked example.com", await response.Content.ReadAsStringAsync());
        Assert.Equal(IPEndPoint.Parse($"{Public}:80"), Assert.Single(outbound.Internet.Dialled));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.0.1")]
    [InlineData("fd00::1")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task SendAsync_NameLeadsInside_IsRefusedBeforeAnythingIsDialled(string address)
    {
        using var outbound = new OutboundFixture();
        outbound.Resolver.Add("innocent.example.com", address);

        var refusal = await Assert.ThrowsAsync<ForbiddenDestinationException>(
            () => outbound.GetAsync("http://innocent.example.com/hush-path?sig=hush-signature"));

        Assert.Contains("innocent.example.com", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.ToString(), StringComparison.Ordinal);
        Assert.Empty(outbound.Internet.Dialled);
    }

    [Fact]
    public async Task SendAsync_OneOfManyAddressesIsInside_IsRefused()
    {
        using var outbound = new OutboundFixture();
        outbound.Resolver.Add("mixed.example.com", Public, "10.0.0.1", "2606:4700:4700::1111");

        await Assert.ThrowsAsync<ForbiddenDestinationException>(() => outbound.GetAsync("http://mixed.example.com/"));
        Assert.Empty(outbound.Internet.Dialled);
    }

    [Fact]
    public async Task SendAsync_AnswerChangesAfterTheCheck_IsNotAskedAgain()
    {
        await using var listener = await Listener.StartAsync(context => context.Response.WriteAsync("outside"));
        using var outbound = new OutboundFixture();
        outbound.Resolver.Add("rebinding.example.com", Public).Add("rebinding.example.com", "127.0.0.1");
        outbound.Internet.Add(Public, listener.Url);

        using var response = await outbound.GetAsync("http://rebinding.example.com/");

        Assert.Equal("outside", await response.Content.ReadAsStringAsync());
        Assert.Single(outbound.Resolver.Asked);
        Assert.Equal(Public, Assert.Single(outbound.Internet.Dialled).Address.ToString());
    }

    [Theory]
    [InlineData("http://inside.example.com/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://localhost:8080/")]
    [InlineData("//[::1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://ann:hush-password@example.com/")]
    public async Task SendAsync_RedirectLeadsInside_IsRefused(string location)
    {
        await using var listener = await Listener.StartAsync(context => RedirectAsync(context, 302, location));
        using var outbound = Internet(("example.com", Public, listener));
        outbound.Resolver.Add("inside.example.com", "10.0.0.1");

        await Assert.ThrowsAsync<ForbiddenDestinationException>(() => outbound.GetAsync("http://example.com/"));
        Assert.Single(outbound.Internet.Dialled);
    }

    [Fact]
    public async Task SendAsync_HostThatIsNoName_IsRefused()
    {
        using var outbound = new OutboundFixture();

        // The framework finds out when it is asked for the name, not before.
        var refusal = await Assert.ThrowsAsync<ForbiddenDestinationException>(() => outbound.GetAsync("http://xn--\u00fc.example.com/"));

        Assert.Contains("no valid name", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(outbound.Resolver.Asked);
    }

    [Fact]
    public async Task SendAsync_RedirectToAnotherOrigin_DropsCredentialsAndFollows()
    {
        await using var first = await Listener.StartAsync(context => RedirectAsync(context, 302, "http://other.example.com/there"));
        await using var second = await Listener.StartAsync(context => context.Response.WriteAsync(
            string.Join(',', context.Request.Headers.Keys.Order()) + " " + context.Request.Path));
        using var outbound = Internet(("example.com", Public, first), ("other.example.com", AlsoPublic, second));
        var request = new HttpRequestMessage(HttpMethod.Get, "http://example.com/");
        request.Headers.Add("Authorization", "Bearer hush-token");
        request.Headers.Add("PRIVATE-TOKEN", "hush-token");
        request.Headers.Add("Accept", "application/gzip");

        using var response = await outbound.Http.SendAsync(request, default);

        Assert.Equal("Accept,Host /there", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task SendAsync_RedirectWithinTheOrigin_KeepsCredentials()
    {
        await using var listener = await Listener.StartAsync(context => context.Request.Path == "/"
            ? RedirectAsync(context, 307, "there")
            : context.Response.WriteAsync(context.Request.Headers["PRIVATE-TOKEN"].ToString()));
        using var outbound = Internet(("example.com", Public, listener));
        var request = new HttpRequestMessage(HttpMethod.Get, "http://example.com/");
        request.Headers.Add("PRIVATE-TOKEN", "hush-token");

        using var response = await outbound.Http.SendAsync(request, default);

        Assert.Equal("hush-token", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task SendAsync_SixthRedirect_IsTheAnswer()
    {
        var hops = 0;
        await using var listener = await Listener.StartAsync(context => RedirectAsync(context, 302, $"/{++hops}"));
        using var outbound = Internet(("example.com", Public, listener));

        using var response = await outbound.GetAsync("http://example.com/");

        Assert.Equal((HttpStatusCode.Found, 6), (response.StatusCode, hops));
    }

    [Theory]
    [InlineData(301, "POST")]
    [InlineData(302, "PUT")]
    [InlineData(303, "POST")]
    public async Task SendAsync_RedirectThatWouldDropTheBody_IsTheAnswer(int status, string method)
    {
        await using var listener = await Listener.StartAsync(context => RedirectAsync(context, status, "/there"));
        using var outbound = Internet(("example.com", Public, listener));

        using var response = await outbound.SendAsync(new(method), "http://example.com/", new StringContent("body"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Single(outbound.Internet.Dialled);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task SendAsync_RedirectThatKeepsTheMethod_SendsTheBodyAgain(int status)
    {
        await using var listener = await Listener.StartAsync(context => context.Request.Path == "/there"
            ? EchoAsync(context)
            : RedirectAsync(context, status, "/there"));
        using var outbound = Internet(("example.com", Public, listener));

        using var response = await outbound.SendAsync(HttpMethod.Put, "http://example.com/", new StringContent("body"));

        Assert.Equal("PUT body", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task SendAsync_BodyThatCannotBeSentAgain_IsNotRedirected()
    {
        await using var listener = await Listener.StartAsync(context => RedirectAsync(context, 307, "/there"));
        using var outbound = Internet(("example.com", Public, listener));

        using var response = await outbound.SendAsync(HttpMethod.Put, "http://example.com/", new StreamContent(new MemoryStream([1])));

        Assert.Equal(307, (int)response.StatusCode);
    }

    [Fact]
    public void Follow_FromHttpsToHttp_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com/");

        Assert.Throws<ForbiddenDestinationException>(() => RedirectRules.Follow(request, new("http://example.com/")));
    }

    [Fact]
    public async Task SendAsync_AllowedHost_MayBeInside()
    {
        await using var listener = await Listener.StartAsync(context => context.Response.WriteAsync("inside"));
        using var outbound = new OutboundFixture(new() { AllowHttp = true, AllowedHosts = { "minio.internal" } });
        outbound.Resolver.Add("minio.internal", "127.0.0.1");
        outbound.Internet.Add("127.0.0.1", listener.Url);

        using var response = await outbound.GetAsync("http://minio.internal/");

        Assert.Equal("inside", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task SendAsync_UnknownHost_IsARequestException()
    {
        using var outbound = new OutboundFixture();

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => outbound.GetAsync("http://nowhere.example.com/hush-path"));
        Assert.DoesNotContain("hush", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_CertificateNobodyVouchesFor_IsNotAccepted()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var requests = 0;
        await using var listener = await Listener.StartAsync(
            _ =>
            {
                requests++;
                return Task.CompletedTask;
            },
            certificate);
        using var outbound = Internet(("example.com", Public, listener));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => outbound.GetAsync("https://example.com/"));

        Assert.Equal((HttpRequestError.SecureConnectionError, 0), (failure.HttpRequestError, requests));
        Assert.Equal("the host's certificate or encryption was not accepted", OutboundFailure.Describe(failure));
    }

    [Fact]
    public async Task SendAsync_FirstAddressIsDead_TriesTheNext()
    {
        await using var listener = await Listener.StartAsync(context => context.Response.WriteAsync("second"));
        using var outbound = new OutboundFixture();
        outbound.Resolver.Add("example.com", Public, AlsoPublic);
        outbound.Internet.Add(AlsoPublic, listener.Url);

        using var response = await outbound.GetAsync("http://example.com/");

        Assert.Equal("second", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task SendAsync_NoAnswerWithinTheLimit_IsARequestException()
    {
        var arrived = new TaskCompletionSource();
        await using var listener = await Listener.StartAsync(context =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var outbound = Internet(("example.com", Public, listener));

        var sending = outbound.GetAsync("http://example.com/");
        await arrived.Task;
        outbound.Clock.Advance(TimeSpan.FromSeconds(115));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.Contains("did not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_BodyStopsComing_FailsTheReadWithinTheLimit()
    {
        await using var listener = await Listener.StartAsync(async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var outbound = Internet(("example.com", Public, listener));
        using var response = await outbound.GetAsync("http://example.com/");
        var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[4]);

        var reading = body.ReadAsync(new byte[1]).AsTask();
        outbound.Clock.Advance(TimeSpan.FromSeconds(100));

        await Assert.ThrowsAsync<IOException>(() => reading);
    }

    [Fact]
    public async Task SendAsync_CallerCancels_IsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var listener = await Listener.StartAsync(context =>
        {
            cancel.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var outbound = Internet(("example.com", Public, listener));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outbound.GetAsync("http://example.com/", cancel.Token));
    }

    private static OutboundFixture Internet(params (string Host, string Address, Listener Listener)[] places)
    {
        var outbound = new OutboundFixture();
        foreach (var (host, address, listener) in places)
        {
            outbound.Resolver.Add(host, address);
            outbound.Internet.Add(address, listener.Url);
        }

        return outbound;
    }

    private static Task RedirectAsync(HttpContext context, int status, string location)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        await context.Response.WriteAsync($"{context.Request.Method} {await reader.ReadToEndAsync()}");
    }
}
