using System.Net;
using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Shared.Authentication;
using Exports.Functions.Tests.Http;
using Exports.TestKit.Hosting;

namespace Exports.Functions.Tests.Shared.Authentication;

/// <summary>Every function with every kind of token: refused as the table says, answered otherwise.</summary>
public sealed class ScopeHttpTests
{
    /// <summary>Stands for every answer of the function itself, a 404 or 400 among them.</summary>
    private const HttpStatusCode Answered = HttpStatusCode.OK;

    private static readonly AccessScope[] TokenScopes = [AccessScope.ReadApi, AccessScope.Api, AccessScope.Admin];

    [Fact]
    public void Table_NamesEveryFunctionAndNoOther() =>
        Assert.Equal(HttpFunction.All.Select(function => function.Name).Order(), ScopeTable.Required.Keys.Order());

    [Fact]
    public async Task EveryFunction_WithoutToken_Is401UnlessExempt()
    {
        await using var host = await StartAsync();
        foreach (var (function, method) in Calls())
        {
            var expected = ScopeTable.Required[function.Name] == AccessScope.None ? Answered : HttpStatusCode.Unauthorized;
            Assert.Equal((function.Name, expected), (function.Name, await AskAsync(host, function, method, token: null)));
        }
    }

    [Fact]
    public async Task EveryFunction_WithAnUnknownToken_Is401UnlessExempt()
    {
        await using var host = await StartAsync();
        foreach (var (function, method) in Calls())
        {
            var expected = ScopeTable.Required[function.Name] == AccessScope.None ? Answered : HttpStatusCode.Unauthorized;
            Assert.Equal((function.Name, expected), (function.Name, await AskAsync(host, function, method, "hush-of-nobody")));
        }
    }

    [Theory]
    [InlineData("read_api")]
    [InlineData("api")]
    [InlineData("admin")]
    public async Task EveryFunction_WithATokenOfThisScope_Is403WhereTheTableAsksForMore(string scope)
    {
        await using var host = await StartAsync();
        var refused = 0;
        foreach (var (function, method) in Calls())
        {
            var expected = AccessScopes.Parse(scope) < ScopeTable.Required[function.Name] ? HttpStatusCode.Forbidden : Answered;
            refused += expected == HttpStatusCode.Forbidden ? 1 : 0;
            Assert.Equal((function.Name, expected), (function.Name, await AskAsync(host, function, method, TokenOf(AccessScopes.Parse(scope)))));
        }

        // The walk met functions of both kinds for each smaller scope, so it can fail.
        Assert.Equal(scope != "admin", refused > 0);
    }

    [Fact]
    public async Task Refusal_ForAScopeTooSmall_SaysWhichItIsAndWhichIsNeeded()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v4/projects/1");
        request.Headers.Add("PRIVATE-TOKEN", TokenOf(AccessScope.ReadApi));

        using var response = await host.Http.SendAsync(request);

        Assert.Equal("403 Forbidden - the token's scope is read_api, this needs api", await response.ReadErrorAsync(403));
    }

    /// <summary>All but the registry's notification, which has a secret of its own instead of a token.</summary>
    private static IEnumerable<(HttpFunction Function, HttpMethod Method)> Calls() =>
        HttpFunction.All.Where(function => function.Name != "NotifyRegistryImport").SelectMany(function => function.Methods.Select(method => (function, HttpMethod.Parse(method))));

    private static async Task<HttpStatusCode> AskAsync(EmbeddedTestHost host, HttpFunction function, HttpMethod method, string? token)
    {
        using var request = new HttpRequestMessage(method, function.SampleUrl);
        if (token is not null)
            request.Headers.Add("PRIVATE-TOKEN", token);
        using var response = await host.Http.SendAsync(request);

        // What the function itself says may be anything but a failure of the service.
        Assert.True((int)response.StatusCode < 500, $"{function} answered {response.StatusCode}");
        return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? response.StatusCode : Answered;
    }

    private static string TokenOf(AccessScope scope) => $"hush-{scope.ToName()}";

    private static Task<EmbeddedTestHost> StartAsync()
    {
        var settings = new Dictionary<string, string> { ["AllowAnonymous"] = "false" };
        foreach (var (index, scope) in TokenScopes.Index())
        {
            settings[$"Authentication__Tokens__{index}__Name"] = scope.ToName();
            settings[$"Authentication__Tokens__{index}__Hash"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(scope))));
            settings[$"Authentication__Tokens__{index}__Scope"] = scope.ToName();
        }

        return ExportsTestHost.StartAsync(settings);
    }
}
