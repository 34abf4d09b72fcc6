using System.CommandLine;
using Exports.Cli.Output;

namespace Exports.Cli.Commands;

/// <summary>Declares the command line and turns every way a command ends into an exit code.</summary>
internal sealed class CommandLine(CommandActions actions, TextWriter output, TextWriter error)
{
    /// <summary>How long a command may tidy up after Ctrl-C before the process is ended under it.</summary>
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Exports a folder into a verified archive, runs the export service, and moves container repositories.")
        {
            ExportCommandLine.Create((arguments, token) => GuardAsync(() => actions.Export(arguments, token))),
            ServeCommandLine.Create((arguments, token) => GuardAsync(() => actions.Serve(arguments, token))),
            RegistryCommandLine.Create((arguments, token) => GuardAsync(() => actions.Registry(arguments, token))),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine($"exports: {Complaint(parsed)} (see exports --help)");
            return (int)ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = CleanUpLimit,
            Output = output,
            Error = error,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>A misspelt word also leaves its command without one that it needs; the word is what helps.</summary>
    private static string Complaint(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var unknown, ..] ? $"Unrecognized command or argument '{unknown}'." : parsed.Errors[0].Message;

    private async Task<int> GuardAsync(Func<Task> command)
    {
        // Ctrl-C is heard only once the command has given the thread back: before that it would end the process, and leave its files.
        await Task.Yield();
        try
        {
            await command();
            return (int)ExitCode.Verified;
        }
        catch (CommandException exception)
        {
            return Stderr.Report(error, exception);
        }
        catch (OperationCanceledException)
        {
            return Stderr.Report(error, new CommandException(ExitCode.Cancelled, "cancelled"));
        }
        catch (Exception exception)
        {
            // The outermost boundary: a defect of ours, shown whole so that it can be reported.
            await error.WriteLineAsync($"exports: unexpected error: {exception}");
            return (int)ExitCode.Unexpected;
        }
    }
}
