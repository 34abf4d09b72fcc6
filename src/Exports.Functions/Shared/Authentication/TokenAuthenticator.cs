using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Authentication;

/// <summary>Finds the requester behind <c>PRIVATE-TOKEN</c> or <c>Authorization: Bearer</c>.</summary>
internal sealed class TokenAuthenticator
{
    private const string TokenHeader = "PRIVATE-TOKEN";
    private const string BearerPrefix = "Bearer ";

    private readonly (byte[] Hash, Requester Requester)[] _tokens;
    private readonly bool _allowAnonymous;

    public TokenAuthenticator(IOptions<AuthenticationOptions> options)
    {
        _tokens = [.. options.Value.Tokens.Select(Known)];
        _allowAnonymous = options.Value.AllowAnonymous;
    }

    /// <summary>
    /// The requester, or null when the request must be refused. A wrong token is refused even where anonymous requests are
    /// allowed: whoever sends one believes in it.
    /// </summary>
    public Requester? Authenticate(HttpRequest request)
    {
        var token = PresentedToken(request);
        if (token is null)
        {
            return _allowAnonymous ? Requester.Anonymous : null;
        }

        var presented = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        Requester? requester = null;
        foreach (var known in _tokens)
        {
            // Every token is compared, and each in constant time: the answer's delay says nothing.
            if (CryptographicOperations.FixedTimeEquals(presented, known.Hash))
            {
                requester = known.Requester;
            }
        }

        return requester;
    }

    private static string? PresentedToken(HttpRequest request)
    {
        if (request.Headers.TryGetValue(TokenHeader, out var token))
        {
            return token.ToString();
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? authorization[BearerPrefix.Length..].Trim()
            : null;
    }

    private static (byte[] Hash, Requester Requester) Known(AccessTokenOptions token) =>
        (Convert.FromHexString(token.Hash), new Requester(token.Name, AccessScopes.Parse(token.Scope)));
}
