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
            error.WriteLine($"exports: {parsed.Errors[0].Message} (see exports --help)");
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

    private async Task<int> GuardAsync(Func<Task> command)
    {
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
