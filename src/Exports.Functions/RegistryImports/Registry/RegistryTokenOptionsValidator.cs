using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports.Registry;

/// <summary>
/// A token that cannot be sent, or a key that cannot sign, stops the start: later it would only be an import that stands still.
/// </summary>
internal sealed class RegistryTokenOptionsValidator : IValidateOptions<RegistryTokenOptions>
{
    public ValidateOptionsResult Validate(string? name, RegistryTokenOptions options)
    {
        if (options.Bearer is { } bearer && (bearer.Length == 0 || bearer.Any(character => character is <= ' ' or > '~')))
            return Fail("Bearer must be a token without spaces and line breaks");
        return options.SigningKey is null || CanSign(options.SigningKey)
            ? ValidateOptionsResult.Success
            : Fail("SigningKey must be an RSA private key in PEM");
    }

    private static bool CanSign(string pem)
    {
        try
        {
            using var key = RegistryTokens.ReadKey(pem);
            return key.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ValidateOptionsResult Fail(string sentence) =>
        ValidateOptionsResult.Fail($"{RegistryTokenOptions.Section}: {sentence}.");
}
