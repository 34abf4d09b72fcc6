namespace Exports.Cli.Output;

/// <summary>How a command that ended badly speaks: one line, then the details it has.</summary>
internal static class Stderr
{
    public static int Report(TextWriter error, CommandException exception)
    {
        error.WriteLine($"exports: {exception.Message}");
        foreach (var detail in exception.Details)
        {
            error.WriteLine(detail);
        }

        return (int)exception.ExitCode;
    }
}
