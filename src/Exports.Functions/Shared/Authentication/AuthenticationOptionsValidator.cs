using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Authentication;

/// <summary>
/// Stops the start when authentication is configured unsafely. Whether this is a developer's machine is read from the environment alone,
/// never from an address: behind the Functions host every request comes from loopback.
/// </summary>
internal sealed class AuthenticationOptionsValidator(IConfiguration configuration) : IValidateOptions<AuthenticationOptions>
{
    private const string EnvironmentKey = "AZURE_FUNCTIONS_ENVIRONMENT";
    private const string AzurePrefix = "WEBSITE_";

    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options)
    {
        var failures = options.Tokens.SelectMany(Failures).ToList();
        if (options.AllowAnonymous && WhyNotDevelopment() is { } reason)
        {
            failures.Add(
                $"AllowAnonymous=true is for a developer's machine only, and {reason}. "
                + "Remove the setting and configure Authentication:Tokens.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private string? WhyNotDevelopment()
    {
        if (configuration.GetChildren().FirstOrDefault(IsAzureVariable) is { } variable)
        {
            return $"{variable.Key} is set, so this runs in Azure";
        }

        return string.Equals(configuration[EnvironmentKey], "Development", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"{EnvironmentKey} is not Development";
    }

    private static bool IsAzureVariable(IConfigurationSection section) =>
        section.Key.StartsWith(AzurePrefix, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Failures(AccessTokenOptions token, int index)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(token, new ValidationContext(token), results, validateAllProperties: true);
        var texts = results.Select(result => result.ErrorMessage);
        if (!AccessScopes.TryParse(token.Scope, out _))
        {
            texts = texts.Append($"Scope is '{token.Scope}'; it must be read_api, api or admin.");
        }

        return texts.Select(text => $"Authentication:Tokens:{index}: {text}");
    }
}
