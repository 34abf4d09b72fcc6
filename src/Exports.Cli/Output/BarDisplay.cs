using Spectre.Console;

namespace Exports.Cli.Output;

/// <summary>Progress bars for a terminal, one per phase, with the lines above them.</summary>
internal sealed class BarDisplay(IAnsiConsole console) : IExportDisplay
{
    private readonly Lock _gate = new();
    private ProgressContext? _context;
    private ProgressTask? _bar;
    private string? _phase;

    public Task RunAsync(Func<Task> export) =>
        console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                _context = context;
                await export();
            });

    public void Line(string text) => console.WriteLine(text);

    public void Progress(string phase, long done, long total)
    {
        lock (_gate)
        {
            if (_phase != phase)
            {
                _bar?.StopTask();
                _bar = _context?.AddTask(Markup.Escape(phase));
                _phase = phase;
            }

            if (_bar is not null)
            {
                _bar.IsIndeterminate = total == 0;
                _bar.MaxValue = Math.Max(total, 1);
                _bar.Value = done;
            }
        }
    }
}
