using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Exports.Cli.Registry;
using Exports.Functions.Storage.Tables;

namespace Exports.Cli.Commands;

/// <summary>How <c>exports registry</c> and its verbs are spelled.</summary>
internal static class RegistryCommandLine
{
    private static readonly Option<Uri?> Server = ServerOption.Create("The running service; needed, there is none in this process");

    private static readonly Option<string?> Token = new("--token")
    {
        Description = "Access token with the scope admin [default: the variable EXPORTS_TOKEN]",
        HelpName = "T",
    };

    private static readonly Argument<string> File = new Argument<string>("file")
    {
        Description = "NDJSON, a JSON array, or lines of path,tags_count,created_at[,plan[,priority[,not_before]]]; - is stdin",
    }.RefuseEmpty();

    private static readonly Argument<string> Path = new("path") { Description = "The repository's path at the registry" };

    private static readonly Option<string> SkipReason = new("--reason")
    {
        Description = $"Which skipped ones: {StoredName.List<Functions.RegistryImports.SkipReason>()}",
        HelpName = "REASON",
        Required = true,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only count them" };

    private static readonly Option<string> PauseReason = new("--reason")
    {
        Description = "Why; everybody who asks is told",
        HelpName = "TEXT",
        Required = true,
    };

    private static readonly Option<string?> ResumeReason = new("--reason")
    {
        Description = "Why it is over",
        HelpName = "TEXT",
    };

    private static readonly Option<bool> Once = new("--once") { Description = "Print the state once, as lines" };

    private static readonly Option<bool> UntilDone = new("--until-done") { Description = "End when every repository is done or skipped" };

    private static readonly Option<TimeSpan> Interval = new("--interval")
    {
        Description = "Seconds between two looks, from 0.1 to 3600 [default: 2]",
        HelpName = "S",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(2),
        CustomParser = ParseInterval,
    };

    public static Command Create(Func<RegistryArguments, CancellationToken, Task<int>> run)
    {
        Server.Recursive = Token.Recursive = true;
        var command = new Command("registry", "Moves container repositories to a new registry, with a running service.") { Server, Token };
        foreach (var (verb, create) in Verbs())
        {
            verb.Validators.Add(result =>
            {
                if (result.GetResult(Server) is null)
                {
                    result.AddError("--server is missing: name the running service, for example --server http://localhost:7071");
                }
            });
            verb.SetAction((parsed, token) =>
                run(new(parsed.GetRequiredValue(Server)!, TokenVariable.Or(parsed.GetValue(Token)), create(parsed)), token));
            command.Add(verb);
        }

        return command;
    }

    private static TimeSpan ParseInterval(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0.1 and <= 3600)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"--interval {text}: not a number of seconds from 0.1 to 3600");
        return default;
    }

    private static IEnumerable<(Command Verb, Func<ParseResult, RegistryVerb> Create)> Verbs() =>
    [
        (new("add", "Registers repositories; repeating it is harmless.") { File },
            parsed => (client, terminal, token) => new AddVerb(client, terminal).RunAsync(parsed.GetRequiredValue(File), token)),
        (new("status", "Shows how everything stands, until Ctrl-C.") { Once, UntilDone, Interval },
            parsed => (client, terminal, token) => new StatusVerb(Status(parsed), client, terminal).RunAsync(token)),
        (new("explain", "Says why a repository is where it is.") { Path },
            parsed => (client, terminal, token) => ExplainVerb.RunAsync(parsed.GetRequiredValue(Path), client, terminal.Output, token)),
        (new("retry", "Tries an aborted repository now, or a skipped one anew.") { Path }, Act("retry")),
        (new("skip", "Leaves a repository where it is; a step that runs is cancelled first.") { Path }, Act("skip")),
        (new("cancel", "Cancels an active repository's step; it is retried until the limit.") { Path }, Act("cancel")),
        (new("force-cancel", "Cancels whatever the registry does with a repository, and skips it.") { Path }, Act("force_cancel")),
        (new("reset", "Lets all that were skipped for a reason start over.") { SkipReason, DryRun },
            parsed => (client, terminal, token) =>
                ResetVerb.RunAsync(parsed.GetRequiredValue(SkipReason), parsed.GetValue(DryRun), client, terminal.Output, token)),
        (new("pause", "Stops new starts; what runs goes on.") { PauseReason },
            parsed => async (client, terminal, token) =>
            {
                var status = await client.PauseAsync(parsed.GetRequiredValue(PauseReason), token);
                terminal.Output.WriteLine($"starts {StatusLines.Starts(status)}");
            }),
        (new("resume", "Ends the pause, and looks at once who is next.") { ResumeReason },
            parsed => async (client, terminal, token) =>
                terminal.Output.WriteLine($"starts {StatusLines.Starts(await client.ResumeAsync(parsed.GetValue(ResumeReason), token))}")),
    ];

    private static Func<ParseResult, RegistryVerb> Act(string action) => parsed => async (client, terminal, token) =>
    {
        var repository = await client.ActAsync(action, parsed.GetRequiredValue(Path), token);
        var reason = repository.Reason is null ? string.Empty : $" ({repository.Reason})";
        terminal.Output.WriteLine($"{repository.Path} {repository.State}{reason}");
    };

    private static StatusRequest Status(ParseResult parsed) =>
        new(parsed.GetValue(Interval), parsed.GetValue(Once), parsed.GetValue(UntilDone));
}
