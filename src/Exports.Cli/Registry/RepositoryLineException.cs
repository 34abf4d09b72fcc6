namespace Exports.Cli.Registry;

/// <summary>A line that is no repository.</summary>
internal sealed class RepositoryLineException(long number, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    /// <summary>Which one, counted as <see cref="RepositoryLine.Number"/> is.</summary>
    public long Number { get; } = number;
}
