using System.Security.Cryptography;
using System.Text;

namespace Exports.Functions.ProjectExports;

/// <summary>An <c>Idempotency-Key</c> as it is stored: only hashes.</summary>
/// <param name="KeyHash">Of requester and key.</param>
/// <param name="RequestHash">Of what was asked for.</param>
internal sealed record RequestKey(string KeyHash, string RequestHash)
{
    public static RequestKey Create(string? requester, string key, string? description) =>
        new(Hash($"{requester}\n{key}"), Hash(description ?? string.Empty));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
