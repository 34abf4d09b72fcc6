using System.Security.Cryptography;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.Tests.RegistryImports.Registry;

public sealed class RegistryTokenOptionsValidatorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hush-token\n")]
    [InlineData("Bearer hush-token")]
    [InlineData("hush-t\u00f6ken")]
    public void Validate_BearerThatNoHeaderHolds_IsRefusedWithoutBeingNamed(string bearer)
    {
        var result = new RegistryTokenOptionsValidator().Validate(null, new() { Bearer = bearer });

        Assert.Equal("RegistryImports:Token: Bearer must be a token without spaces and line breaks.", result.FailureMessage);
    }

    [Fact]
    public void Validate_KeyThatCannotSign_IsRefused()
    {
        using var key = RSA.Create(2048);
        foreach (var pem in new[] { "hush", key.ExportRSAPublicKeyPem(), key.ExportRSAPrivateKeyPem()[..200] })
        {
            var result = new RegistryTokenOptionsValidator().Validate(null, new() { SigningKey = pem });

            Assert.Equal("RegistryImports:Token: SigningKey must be an RSA private key in PEM.", result.FailureMessage);
        }
    }

    [Fact]
    public void Validate_NoneATokenOrAKey_IsFine()
    {
        using var key = RSA.Create(2048);
        foreach (var options in new RegistryTokenOptions[] { new(), new() { Bearer = "hush-token" }, new() { SigningKey = key.ExportPkcs8PrivateKeyPem() } })
            Assert.True(new RegistryTokenOptionsValidator().Validate(null, options).Succeeded);
    }
}
