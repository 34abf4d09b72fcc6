using Exports.Cli.Commands;
using Exports.Cli.Output;
using Exports.Cli.Servers;
using Spectre.Console;

namespace Exports.Cli;

internal static class EntryPoint
{
    private static Task<int> Main(string[] args)
    {
        var display = Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive
            ? (IExportDisplay)new PlainDisplay(Console.Out)
            : new BarDisplay(AnsiConsole.Console);
        var connector = new ServerConnector(TimeProvider.System, display.Line);
        var export = new ExportCommand(connector, display, TimeProvider.System);
        var actions = new CommandActions(
            (arguments, cancellationToken) => display.RunAsync(() => export.RunAsync(arguments, cancellationToken)),
            new ServeCommand(Console.Out).RunAsync);
        return new CommandLine(actions, Console.Out, Console.Error).RunAsync(args);
    }
}
