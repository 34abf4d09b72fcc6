using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Shared.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.Shared.Authentication;

public class TokenAuthenticatorTests
{
    [Theory]
    [InlineData("PRIVATE-TOKEN", "hush-a")]
    [InlineData("Authorization", "Bearer hush-a")]
    [InlineData("Authorization", "bearer hush-a")]
    public void Authenticate_KnownToken_NamesItsOwner(string header, string value) =>
        Assert.Equal(new Requester("alice", AccessScope.Api), Authenticate(anonymous: false, (header, value)));

    [Theory]
    [InlineData("PRIVATE-TOKEN", "hush-x")]
    [InlineData("PRIVATE-TOKEN", "")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("PRIVATE-TOKEN", "ec6cd7ab0f2b7a1f0a6ad0d0d1f2ab3e1e7fd3ed1e13f0ca6b1f6ccbb4dd9f0a")]
    public void Authenticate_UnknownToken_IsNobodyEvenWhereAnonymousIsAllowed(string header, string value) =>
        Assert.Null(Authenticate(anonymous: true, (header, value)));

    [Theory]
    [InlineData("Authorization", "Basic aHVzaC1h")]
    [InlineData("X-Other", "hush-a")]
    public void Authenticate_NoToken_IsNobody(string header, string value) => Assert.Null(Authenticate(anonymous: false, (header, value)));

    [Fact]
    public void Authenticate_NoTokenWhereAllowed_IsAnonymous() => Assert.Equal(Requester.Anonymous, Authenticate(anonymous: true));

    private static Requester? Authenticate(bool anonymous, params (string Name, string Value)[] headers)
    {
        var options = new AuthenticationOptions { AllowAnonymous = anonymous };
        options.Tokens.Add(new() { Name = "alice", Hash = Hash("hush-a"), Scope = "api" });
        options.Tokens.Add(new() { Name = "bob", Hash = Hash("hush-b"), Scope = "read_api" });
        var http = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return new TokenAuthenticator(Options.Create(options)).Authenticate(http.Request);
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
