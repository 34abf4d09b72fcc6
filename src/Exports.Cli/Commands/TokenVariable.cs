namespace Exports.Cli.Commands;

/// <summary>The environment variable that keeps a token out of the command line and its history.</summary>
internal static class TokenVariable
{
    private const string Name = "EXPORTS_TOKEN";

    /// <returns>The option's value, else the variable's, else null; an empty one counts as none.</returns>
    public static string? Or(string? option) =>
        new[] { option, Environment.GetEnvironmentVariable(Name) }.FirstOrDefault(token => !string.IsNullOrEmpty(token));
}
