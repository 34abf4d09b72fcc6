using System.ComponentModel.DataAnnotations;
using Exports.Functions.RegistryImports;

namespace Exports.Functions.Tests.RegistryImports;

public sealed class RegistryImportOptionsValidatorTests
{
    private static RegistryImportOptions Fine => new() { Enabled = true, RegistryUrl = new("https://registry.example") };

    public static TheoryData<string, string> Secrets => new()
    {
        { "hush-secret\n", "a line break" },
        { " hush-secret", "a space before" },
        { "hush-secret ", "a space behind" },
    };

    [Fact]
    public void Validate_UsualSettings_AreFine()
    {
        var options = Fine;
        (options.NotificationSecret, options.DeniedRoots) = ("hush secret", ["group", "other-group"]);

        Assert.True(new RegistryImportOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ftp://registry.example")]
    public void Validate_EnabledWithoutAnAddressToAsk_IsRefused(string? address)
    {
        var options = Fine;
        options.RegistryUrl = address is null ? null : new(address);

        AssertRefused("RegistryUrl", options);
    }

    [Fact]
    public void Validate_TimesThatDoNotGoTogether_AreRefused()
    {
        AssertRefused("WaitingTime", new() { WaitingTime = TimeSpan.FromMinutes(44) });
        AssertRefused("MaxPoll", new() { MaxPoll = TimeSpan.FromSeconds(29) });
        AssertRefused("MaxBackoff", new() { MaxBackoff = TimeSpan.FromSeconds(59) });
    }

    /// <summary>A sender's header loses what a file with the secret ends with, so the two would never match.</summary>
    [Theory]
    [MemberData(nameof(Secrets))]
    public void Validate_SecretThatNoHeaderHolds_IsRefusedWithoutBeingNamed(string secret, string why)
    {
        var message = AssertRefused("NotificationSecret", new() { NotificationSecret = secret });

        Assert.False(message.Contains("hush", StringComparison.Ordinal), why);
    }

    [Theory]
    [InlineData("group/app")]
    [InlineData("Group")]
    [InlineData("")]
    public void Validate_DeniedRootThatNoPathHas_IsRefused(string root) => AssertRefused("DeniedRoots", new() { DeniedRoots = ["group", root] });

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(25, true)]
    [InlineData(40, true)]
    [InlineData(41, false)]
    [InlineData(-1, false)]
    public void Capacity_AnyNumber_IsOneOfSeven(int capacity, bool isFine)
    {
        var options = new RegistryImportOptions { Capacity = capacity };

        Assert.Equal(isFine, Validator.TryValidateObject(options, new(options), null, validateAllProperties: true));
    }

    private static string AssertRefused(string setting, RegistryImportOptions options)
    {
        var result = new RegistryImportOptionsValidator().Validate(null, options);

        Assert.Contains(setting, result.FailureMessage, StringComparison.Ordinal);
        return result.FailureMessage!;
    }
}
