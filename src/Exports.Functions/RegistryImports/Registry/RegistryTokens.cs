using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Registry;

/// <summary>The bearer token of requests to the registry, with the access that its import API asks for.</summary>
internal sealed class RegistryTokens(IOptions<RegistryTokenOptions> options, TimeProvider time) : IDisposable
{
    private readonly Lazy<RSA> _key = new(() => ReadKey(options.Value.SigningKey!));

    // Activities run side by side, and nothing says that one key may be used by two threads at once.
    private readonly Lock _signing = new();

    /// <returns>The token; null when none is configured, which a registry without authentication accepts.</returns>
    public string? Create()
    {
        var settings = options.Value;
        if (settings.Bearer is not null || settings.SigningKey is null)
            return settings.Bearer;

        lock (_signing)
        {
            var signed = $"{Encode(Header())}.{Encode(Claims(settings))}";
            var signature = _key.Value.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return $"{signed}.{Base64Url.EncodeToString(signature)}";
        }
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Dispose();
    }

    /// <exception cref="CryptographicException">It is no RSA private key in PEM.</exception>
    internal static RSA ReadKey(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (ArgumentException malformed)
        {
            key.Dispose();
            throw new CryptographicException("RegistryImports:Token:SigningKey is no RSA private key in PEM.", malformed);
        }
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private JsonObject Header() => new() { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId(_key.Value) };

    private JsonObject Claims(RegistryTokenOptions settings)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var access = new JsonObject { ["type"] = "registry", ["name"] = "import", ["actions"] = new JsonArray("*") };
        return new()
        {
            ["iss"] = settings.Issuer,
            ["aud"] = settings.Audience,
            ["iat"] = now,
            ["nbf"] = now - 5,
            ["exp"] = now + (long)settings.Lifetime.TotalSeconds,
            ["jti"] = Guid.NewGuid().ToString(),
            ["access"] = new JsonArray(access),
        };
    }

    /// <summary>
    /// The registry finds the key by the fingerprint that libtrust defines: 240 bits of the public key's SHA-256 in base 32, in groups of
    /// four.
    /// </summary>
    private static string KeyId(RSA key)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var hash = SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 30);
        var digits = new char[48];
        for (var digit = 0; digit < digits.Length; digit++)
        {
            var bit = digit * 5;
            var window = (hash[bit / 8] << 8) | (bit / 8 + 1 < hash.Length ? hash[bit / 8 + 1] : 0);
            digits[digit] = Alphabet[(window >> (11 - bit % 8)) & 31];
        }

        return string.Join(':', digits.Chunk(4).Select(group => new string(group)));
    }
}
