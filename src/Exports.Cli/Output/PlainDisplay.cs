namespace Exports.Cli.Output;

/// <summary>Lines only, for pipes, logs and CI.</summary>
internal sealed class PlainDisplay(TextWriter output) : IExportDisplay
{
    public Task RunAsync(Func<Task> export) => export();

    public void Line(string text) => output.WriteLine(text);

    public void Progress(string phase, long done, long total)
    {
        // A log gains nothing from a moving bar; the statuses tell the story.
    }
}
