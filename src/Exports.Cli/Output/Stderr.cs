namespace Exports.Cli.Output;

/// <summary>How a command that ended badly speaks: one line, then the details it has.</summary>
internal static class Stderr
{
    public static int Report(TextWriter error, CommandException exception)
    {
        error.WriteLine($"exports: {OneLine(exception.Message)}");
        foreach (var detail in exception.Details)
        {
            error.WriteLine(OneLine(detail));
        }

        return (int)exception.ExitCode;
    }

    /// <summary>
    /// File names, lists and servers are quoted here: whoever reads by lines gets one, and a terminal is given no orders by their text.
    /// </summary>
    private static string OneLine(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(character => char.IsControl(character) ? '?' : character));
}
