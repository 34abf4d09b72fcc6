using System.Security.Cryptography;
using System.Text;
using Exports.Functions.ProjectExports.AfterExport;

namespace Exports.Functions.ProjectExports;

/// <summary>An <c>Idempotency-Key</c> as it is stored: only hashes.</summary>
/// <param name="KeyHash">Of requester and key.</param>
/// <param name="RequestHash">Of what was asked for.</param>
internal sealed record RequestKey(string KeyHash, string RequestHash)
{
    public static RequestKey Create(string? requester, string key, string? description, UploadTarget? upload = null) =>
        new(
            Hash($"{requester}\n{key}"),
            Hash(upload is null ? $"{description}" : $"{upload.Method}\n{upload.Url!.OriginalString}\n{description}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
