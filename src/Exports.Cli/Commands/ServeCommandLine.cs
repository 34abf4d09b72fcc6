using System.CommandLine;

namespace Exports.Cli.Commands;

/// <summary>How <c>exports serve</c> is spelled.</summary>
internal static class ServeCommandLine
{
    private static readonly Option<string?> Urls = new Option<string?>("--urls")
    {
        Description = "Addresses to listen on [default: http://localhost:7071]",
        HelpName = "URLS",
    }.RefuseEmpty();

    private static readonly Option<string?> Data = new Option<string?>("--data")
    {
        Description = "Folder of everything durable [default: .data]",
        HelpName = "DIR",
    }.RefuseEmpty();

    private static readonly Option<string?> Token = new("--token")
    {
        Description = "Access token to accept when the settings name none "
            + "[default: the variable EXPORTS_TOKEN, else a random one, printed]",
        HelpName = "T",
    };

    public static Command Create(Func<ServeArguments, CancellationToken, Task<int>> run)
    {
        var command = new Command("serve", "Runs the export service until Ctrl-C.") { Urls, Data, Token };
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));
        return command;
    }

    private static ServeArguments Read(ParseResult parsed) => new()
    {
        Urls = parsed.GetValue(Urls),
        Data = parsed.GetValue(Data),
        Token = TokenVariable.Or(parsed.GetValue(Token)),
    };
}
