using System.Globalization;
using Exports.Cli.Api;

namespace Exports.Cli.Registry;

/// <summary><c>reset</c>: lets all that were skipped for a reason start over, however many requests that takes.</summary>
internal static class ResetVerb
{
    /// <summary>A request may meet nothing but leftovers and remove them; so many in a row are a defect.</summary>
    internal const int FruitlessRequests = 100;

    /// <exception cref="CommandException">Request after request resets nothing and says that something is left.</exception>
    public static async Task RunAsync(
        string reason, bool isDryRun, RegistryImportsClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var reset = 0L;
        var fruitless = 0;
        ResetAnswer answer;
        do
        {
            answer = await client.ResetAsync(reason, isDryRun, cancellationToken);
            reset += answer.Reset;
            fruitless = answer.Reset == 0 ? fruitless + 1 : 0;
            if (fruitless == FruitlessRequests)
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
