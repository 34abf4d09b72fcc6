using System.Globalization;
using Exports.Cli.Api;

namespace Exports.Cli.Registry;

/// <summary><c>reset</c>: lets all that were skipped for a reason start over, however many requests that takes.</summary>
internal static class ResetVerb
{
    /// <exception cref="CommandException">A request reset nothing and says that something is left.</exception>
    public static async Task RunAsync(string reason, bool isDryRun, RegistryImportsClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var reset = 0L;
        ResetAnswer answer;
        do
        {
            answer = await client.ResetAsync(reason, isDryRun, cancellationToken);
            reset += answer.Reset;
            if (!isDryRun && answer is { IsComplete: false, Reset: 0 })
            {
                throw new CommandException(ExitCode.ServerError, $"the server resets nothing and says that more is left, after {reset}");
            }
        }
        while (!isDryRun && !answer.IsComplete);

        output.WriteLine(isDryRun
            ? string.Create(CultureInfo.InvariantCulture, $"would reset {(answer.IsComplete ? "" : "at least ")}{answer.Matched}")
            : string.Create(CultureInfo.InvariantCulture, $"reset {reset}"));
    }
}
