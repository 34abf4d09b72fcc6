using Exports.Cli.Commands;
using Exports.Cli.Output;
using Exports.Cli.Registry;
using Exports.Cli.Servers;
using Spectre.Console;

namespace Exports.Cli;

internal static class EntryPoint
{
    private static Task<int> Main(string[] args)
    {
        var console = Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive ? null : AnsiConsole.Console;
        var display = console is null ? (IExportDisplay)new PlainDisplay(Console.Out) : new BarDisplay(console);
        var connector = new ServerConnector(TimeProvider.System, display.Line);
        var export = new ExportCommand(connector, display, TimeProvider.System);
        var terminal = new RegistryTerminal(Console.OpenStandardInput, Console.Out, TimeProvider.System, console);
        var registry = new RegistryCommand(
            (server, token) => HttpClients.Create(server, token, TimeProvider.System, Console.Error.WriteLine), terminal);
        var actions = new CommandActions(
            (arguments, cancellationToken) => display.RunAsync(() => export.RunAsync(arguments, cancellationToken)),
            new ServeCommand(Console.Out).RunAsync,
            registry.RunAsync);
        return new CommandLine(actions, Console.Out, Console.Error).RunAsync(args);
    }
}
