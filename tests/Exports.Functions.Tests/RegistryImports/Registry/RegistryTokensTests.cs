using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exports.Functions.RegistryImports.Registry;
using Exports.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Tests.RegistryImports.Registry;

public sealed class RegistryTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Create_SigningKey_HasTheAccessThatTheImportApiNeeds()
    {
        using var key = RSA.Create(2048);
        using var tokens = Tokens(new() { SigningKey = key.ExportRSAPrivateKeyPem() });

        var parts = tokens.Create()!.Split('.');

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal("""[{"type":"registry","name":"import","actions":["*"]}]""", claims.GetProperty("access").GetRawText());
        Assert.Equal(Now.AddMinutes(5).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.True(claims.GetProperty("nbf").GetInt64() <= Now.ToUnixTimeSeconds());
    }

    [Fact]
    public void Create_SigningKey_SignsWithItAndNamesIt()
    {
        using var key = RSA.Create(2048);
        using var tokens = Tokens(new() { SigningKey = key.ExportRSAPrivateKeyPem() });

        var parts = tokens.Create()!.Split('.');

        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        Assert.True(key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        Assert.Equal("RS256", header.GetProperty("alg").GetString());
        Assert.Matches("^([A-Z2-7]{4}:){11}[A-Z2-7]{4}$", header.GetProperty("kid").GetString());
        Assert.Equal(KeyIdByBits(key), header.GetProperty("kid").GetString());
    }

    [Fact]
    public void Create_Bearer_IsUsedAsItIs()
    {
        using var tokens = Tokens(new() { Bearer = "hush-registry" });

        Assert.Equal("hush-registry", tokens.Create());
    }

    [Fact]
    public void Create_NothingConfigured_IsNone()
    {
        using var tokens = Tokens(new());

        Assert.Null(tokens.Create());
    }

    [Fact]
    public void ReadKey_NoPem_SaysWhichSetting()
    {
        var failure = Assert.Throws<CryptographicException>(() => RegistryTokens.ReadKey("nonsense"));

        Assert.Contains("RegistryImports:Token:SigningKey", failure.Message, StringComparison.Ordinal);
    }

    private static RegistryTokens Tokens(RegistryTokenOptions options) => new(Options.Create(options), new ManualTimeProvider(Now));

    /// <summary>The same fingerprint, computed over a string of bits.</summary>
    private static string KeyIdByBits(RSA key)
    {
        var hash = SHA256.HashData(key.ExportSubjectPublicKeyInfo()).Take(30);
        var bits = string.Concat(hash.Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
        var digits = bits.Chunk(5).Select(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five), 2)]);
        return string.Join(':', digits.Chunk(4).Select(group => new string(group)));
    }
}
