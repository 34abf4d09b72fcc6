using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Exports.EmbeddedHost.Hosting.Http;

/// <summary>Whether a request shows the host key, in the header <c>x-functions-key</c> or the query value <c>code</c>.</summary>
/// <param name="key">The one key of this host.</param>
/// <param name="allowAnonymous">Development only: everybody passes.</param>
internal sealed class HostKeyCheck(string key, bool allowAnonymous)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public bool Allows(HttpRequest request) =>
        allowAnonymous || IsKey(request.Headers["x-functions-key"]) || IsKey(request.Query["code"]);

    private bool IsKey(string? shown) => shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), _key);
}
