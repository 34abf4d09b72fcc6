namespace Exports.Cli.Output;

/// <summary>How a command that ended badly speaks: one line, then the details it has.</summary>
internal static class Stderr
{
    public static int Report(TextWriter error, CommandException exception)
    {
        // A file name may hold a line feed, and a server may quote it; whoever reads stderr by lines gets one.
        error.WriteLine($"exports: {exception.Message.ReplaceLineEndings(" ")}");
        foreach (var detail in exception.Details)
        {
            error.WriteLine(detail);
        }

        return (int)exception.ExitCode;
    }
}
