using System.Net;
using System.Security.Cryptography;
using System.Text;
using Exports.EmbeddedHost.Hosting;
using Exports.Functions.Shared.Health;
using Exports.Functions.Tests.Http;

namespace Exports.Functions.Tests.Shared.Authentication;

public class AuthenticationHttpTests
{
    private static readonly Dictionary<string, string> InAzure = new() { ["WEBSITE_SITE_NAME"] = "exports", ["AllowAnonymous"] = "false" };

    [Fact]
    public async Task EveryRoute_WithoutTokenInAzure_Is401AlthoughTheRequestIsLocal()
    {
        await using var host = await ExportsTestHost.StartAsync(InAzure);

        foreach (var function in HttpFunction.All.Where(function => function.Name != HealthEndpoint.Name))
        {
            foreach (var method in function.Methods)
            {
                using var response = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Parse(method), function.SampleUrl));
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{function} answered {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Health_WithoutToken_Answers()
    {
        await using var host = await ExportsTestHost.StartAsync(InAzure);

        Assert.Equal("ok", (await host.Http.GetJsonAsync("/health")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Start_AnonymousInAzure_StopsWithASentence()
    {
        var settings = new Dictionary<string, string> { ["WEBSITE_SITE_NAME"] = "exports" };

        var failure = await Assert.ThrowsAsync<HostStartException>(() => ExportsTestHost.StartAsync(settings));

        Assert.Contains("WEBSITE_SITE_NAME is set, so this runs in Azure", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "read_api", 404)]
    [InlineData("GET", "api", 404)]
    [InlineData("GET", "admin", 404)]
    [InlineData("DELETE", "read_api", 403)]
    [InlineData("DELETE", "api", 404)]
    [InlineData("DELETE", "admin", 404)]
    public async Task Route_TokenOfEachScope_IsAnsweredOrForbidden(string method, string scope, int status)
    {
        await using var host = await ExportsTestHost.StartAsync(WithToken("hush-token", scope));
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), "/api/v4/projects/7");
        request.Headers.Add("PRIVATE-TOKEN", "hush-token");

        using var response = await host.Http.SendAsync(request);

        await response.ReadErrorAsync(status);
    }

    [Fact]
    public async Task Route_WrongBearerToken_Is401WithGitLabsMessage()
    {
        await using var host = await ExportsTestHost.StartAsync(WithToken("hush-token", "api"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v4/projects");
        request.Headers.Add("Authorization", "Bearer hush-wrong");

        using var response = await host.Http.SendAsync(request);

        Assert.Equal("401 Unauthorized", await response.ReadErrorAsync(401));
    }

    private static Dictionary<string, string> WithToken(string token, string scope) => new(InAzure)
    {
        ["Authentication__Tokens__0__Name"] = "ci",
        ["Authentication__Tokens__0__Hash"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        ["Authentication__Tokens__0__Scope"] = scope,
    };
}
