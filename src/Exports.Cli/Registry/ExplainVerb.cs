using System.Globalization;
using Exports.Cli.Api;

namespace Exports.Cli.Registry;

/// <summary><c>explain</c>: why a repository is where it is.</summary>
internal static class ExplainVerb
{
    public static async Task RunAsync(string path, RegistryImportsClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var answer = await client.ExplainAsync(path, cancellationToken);
        output.WriteLine($"path   {answer.Path}");
        output.WriteLine($"state  {answer.State}");
        output.WriteLine($"code   {answer.Code}");
        output.WriteLine($"why    {answer.Message}");
        if (answer.Until is { } until)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"until  {until.UtcDateTime:u}"));
        }
    }
}
