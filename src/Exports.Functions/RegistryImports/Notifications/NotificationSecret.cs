using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Notifications;

/// <summary>The secret that the registry shows. With none configured, every notification is refused.</summary>
internal sealed class NotificationSecret(IOptions<RegistryImportOptions> options)
{
    /// <summary>Compares hashes, so that the time tells neither the secret nor its length.</summary>
    public bool Matches(string? shown)
    {
        var expected = options.Value.NotificationSecret;
        var equal = CryptographicOperations.FixedTimeEquals(Hash(shown ?? string.Empty), Hash(expected ?? string.Empty));
        return equal && !string.IsNullOrEmpty(expected);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
