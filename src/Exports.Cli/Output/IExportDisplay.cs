namespace Exports.Cli.Output;

/// <summary>What a person sees of a running export. Results go to stdout, errors never pass here.</summary>
internal interface IExportDisplay
{
    /// <summary>Runs the export under the display, which ends with it.</summary>
    Task RunAsync(Func<Task> export);

    /// <summary>A step or a status: printed once, kept on the screen.</summary>
    void Line(string text);

    /// <summary>Moves the bar of the current phase.</summary>
    /// <param name="phase">A word such as <c>upload</c>; a new one starts a new bar.</param>
    /// <param name="done">Units done.</param>
    /// <param name="total">Units in all; 0 means unknown.</param>
    void Progress(string phase, long done, long total);
}
