namespace Exports.Cli;

/// <summary>An expected end of a command: one line for stderr and the code the process returns.</summary>
internal sealed class CommandException(ExitCode exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>Further lines for stderr, such as the list of links that were found. Empty by default.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
