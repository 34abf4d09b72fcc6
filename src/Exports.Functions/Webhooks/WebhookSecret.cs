using System.Security.Cryptography;
using System.Text;
using Exports.Functions.Shared.Http;

namespace Exports.Functions.Webhooks;

/// <summary>
/// The secret that a receiver checks signatures with: <c>whsec_</c> and base64, as Standard Webhooks writes it, or any other text, whose
/// UTF-8 bytes are the key then.
/// </summary>
internal static class WebhookSecret
{
    internal const int MinLength = 16;
    internal const int MaxLength = 256;

    private const string Prefix = "whsec_";
    private const int GeneratedBytes = 32;
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    public static string Generate() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(GeneratedBytes));

    /// <summary>A secret as a caller gave it.</summary>
    /// <exception cref="ApiException">400, with a sentence that does not repeat the secret.</exception>
    public static string Parse(string text)
    {
        if (text.Length is < MinLength or > MaxLength || text.Any(character => character is < '!' or > '~'))
            throw ApiException.BadRequest($"400 Bad request - secret must have {MinLength} to {MaxLength} visible ASCII characters");
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && Decode(text) is not { Length: >= MinBytes and <= MaxBytes })
            throw ApiException.BadRequest($"400 Bad request - secret: {MinBytes} to {MaxBytes} bytes in base64 must follow {Prefix}");
        return text;
    }

    /// <summary>The key of the signature.</summary>
    public static byte[] KeyOf(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) && Decode(secret) is { } key ? key : Encoding.UTF8.GetBytes(secret);

    private static byte[]? Decode(string secret)
    {
        var buffer = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[Prefix.Length..], buffer, out var written) ? buffer[..written] : null;
    }
}
