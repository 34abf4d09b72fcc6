using System.CommandLine;

namespace Exports.Cli.Commands;

/// <summary>How <c>exports serve</c> is spelled.</summary>
internal static class ServeCommandLine
{
    public static Command Create(Func<ServeArguments, CancellationToken, Task<int>> run)
    {
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on [default: http://localhost:7071]", HelpName = "URLS" };
        var data = new Option<string?>("--data") { Description = "Folder of everything durable [default: .data]", HelpName = "DIR" };
        var command = new Command("serve", "Runs the export service until Ctrl-C.") { urls, data };
        command.SetAction((parsed, cancellationToken) =>
            run(new ServeArguments { Urls = parsed.GetValue(urls), Data = parsed.GetValue(data) }, cancellationToken));
        return command;
    }
}
