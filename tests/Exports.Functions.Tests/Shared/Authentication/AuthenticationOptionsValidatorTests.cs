using Exports.Functions.Shared.Authentication;
using Exports.TestKit.Logging;
using Microsoft.Extensions.Configuration;

namespace Exports.Functions.Tests.Shared.Authentication;

public class AuthenticationOptionsValidatorTests
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Validate_AnonymousInDevelopment_IsAccepted() =>
        Assert.Null(Failure(new() { AllowAnonymous = true }, ("AZURE_FUNCTIONS_ENVIRONMENT", "Development")));

    [Theory]
    [InlineData("AZURE_FUNCTIONS_ENVIRONMENT", "Production")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Development")]
    public void Validate_AnonymousElsewhere_StopsTheStart(string name, string value) =>
        Assert.Contains("AZURE_FUNCTIONS_ENVIRONMENT is not Development", Failure(new() { AllowAnonymous = true }, (name, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("WEBSITE_SITE_NAME")]
    [InlineData("WEBSITE_INSTANCE_ID")]
    [InlineData("website_hostname")]
    public void Validate_AnonymousInAzure_StopsTheStartWhateverTheEnvironmentSays(string variable)
    {
        var failure = Failure(new() { AllowAnonymous = true }, ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"), (variable, "x"));

        Assert.Contains($"{variable} is set", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Hash, "api", "Name")]
    [InlineData("ci", "hush-not-hashed", "api", "Hash")]
    [InlineData("ci", Hash, "root", "Scope is 'root'")]
    public void Validate_TokenThatCannotWork_StopsTheStartAndNamesIt(string name, string hash, string scope, string text)
    {
        var options = new AuthenticationOptions();
        options.Tokens.Add(new() { Name = name, Hash = hash, Scope = scope });

        var failure = Failure(options);

        Assert.Contains("Authentication:Tokens:0", failure, StringComparison.Ordinal);
        Assert.Contains(text, failure, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretWatch.Marker, failure, StringComparison.Ordinal);
    }

    private static string? Failure(AuthenticationOptions options, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        return new AuthenticationOptionsValidator(configuration).Validate(null, options).FailureMessage;
    }
}
