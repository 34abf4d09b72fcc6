using System.Security.Cryptography;
using System.Text;

namespace Exports.Cli.Servers;

/// <summary>Tokens for a host that this program starts.</summary>
internal static class AccessToken
{
    private const int RandomBytes = 32;

    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The settings with which a host accepts the token, and no other, as an administrator's.</summary>
    public static Dictionary<string, string?> Settings(string token) => new()
    {
        ["Authentication:Tokens:0:Name"] = "exports",
        ["Authentication:Tokens:0:Hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        ["Authentication:Tokens:0:Scope"] = "admin",
    };
}
