using Exports.Cli.Output;

namespace Exports.Functions.Tests.Cli;

/// <summary>Remembers what a person would have seen.</summary>
internal sealed class ScriptedDisplay : IExportDisplay
{
    public List<string> Lines { get; } = [];

    public Task RunAsync(Func<Task> export) => export();

    public void Line(string text) => Lines.Add(text);

    public void Progress(string phase, long done, long total) => Assert.InRange(done, 0, Math.Max(done, total));
}
