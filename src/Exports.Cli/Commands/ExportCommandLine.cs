using System.CommandLine;
using System.CommandLine.Parsing;

namespace Exports.Cli.Commands;

/// <summary>How <c>exports export</c> is spelled.</summary>
internal static class ExportCommandLine
{
    private static readonly Argument<string> Folder = new Argument<string>("folder") { Description = "The folder to export" }.RefuseEmpty();

    private static readonly Option<string?> Output = new Option<string?>("--output", "-o")
    {
        Description = "The archive to write [default: <folder>_export.tar.gz here]",
        HelpName = "FILE",
    }.RefuseEmpty();

    private static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace the archive if it exists" };

    private static readonly Option<Uri?> Server = ServerOption.Create("A running service [default: one is started in this process]");

    private static readonly Option<string?> Token = new("--token")
    {
        Description = "Access token for --server [default: the variable EXPORTS_TOKEN]",
        HelpName = "T",
    };

    private static readonly Option<bool> SkipSpecial = new("--skip-special")
    {
        Description = "Leave links and special files out instead of refusing them",
    };

    private static readonly Option<string?> Data = new Option<string?>("--data")
    {
        Description = "Keep the in-process service's data in this folder [default: a temporary one]",
        HelpName = "DIR",
    }.RefuseEmpty();

    public static Command Create(Func<ExportArguments, CancellationToken, Task<int>> run)
    {
        var command = new Command("export", "Makes a verified archive of a folder.")
        {
            Folder, Output, Overwrite, Server, Token, SkipSpecial, Data,
        };
        command.Validators.Add(RefuseDataWithServer);
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));
        return command;
    }

    private static ExportArguments Read(ParseResult parsed) => new()
    {
        Folder = parsed.GetRequiredValue(Folder),
        Output = parsed.GetValue(Output),
        Overwrite = parsed.GetValue(Overwrite),
        Server = parsed.GetValue(Server),
        Token = TokenVariable.Or(parsed.GetValue(Token)),
        SkipSpecial = parsed.GetValue(SkipSpecial),
        Data = parsed.GetValue(Data),
    };

    private static void RefuseDataWithServer(CommandResult result)
    {
        if (result.GetResult(Data) is not null && result.GetResult(Server) is not null)
        {
            result.AddError("--data belongs to the service in this process and cannot go with --server");
        }
    }
}
