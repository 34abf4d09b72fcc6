using System.CommandLine;
using System.CommandLine.Parsing;

namespace Exports.TestKit.Commands;

/// <summary>How the simulated registry is started by hand.</summary>
internal static class SimulatorCommandLine
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "Where to listen on 127.0.0.1; 0 is any free port",
        DefaultValueFactory = _ => 5100,
    };

    private static readonly Option<int?> Seed = new("--seed")
    {
        Description = "Every fault at once, drawn by this number "
            + "[default: a path's last segment decides: native-…, unknown-…, vanishing-…, hanging-…, failing-…]",
    };

    private static readonly Option<int> Capacity = new("--capacity")
    {
        Description = "How many steps run at once before it answers 429",
        DefaultValueFactory = _ => 100,
    };

    private static readonly Option<double> StepTime = new("--step-time")
    {
        Description = "Seconds that a step takes; with --seed at most",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<double?> RestartEvery = new("--restart-every")
    {
        Description = "Minutes between restarts, each of which cancels what runs",
    };

    private static readonly Option<string?> Token = new("--token") { Description = "The bearer token that requests must show" };

    private static readonly Option<Uri?> Notify = new("--notify")
    {
        Description = "The service to notify when a step ends, for example http://localhost:7071",
        CustomParser = ParseUrl,
    };

    private static readonly Option<string?> Secret = new("--secret") { Description = "What notifications show in Authorization" };

    /// <param name="output">Where it says that it listens.</param>
    public static Command Create(TextWriter output)
    {
        var command = new Command("registry", "A container registry whose import API moves nothing, until Ctrl-C.")
        {
            Port, Seed, Capacity, StepTime, RestartEvery, Token, Notify, Secret,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetResult(Notify) is null) != (result.GetResult(Secret) is null))
                result.AddError("--notify and --secret go together");
        });
        command.SetAction((parsed, cancellationToken) => SimulatorRun.RunAsync(Read(parsed), output, cancellationToken));
        return command;
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"--notify {text}: not an http or https URL");
        return null;
    }

    private static SimulatorArguments Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(Port),
        Seed = parsed.GetValue(Seed),
        Capacity = parsed.GetValue(Capacity),
        StepTime = TimeSpan.FromSeconds(parsed.GetValue(StepTime)),
        RestartEvery = parsed.GetValue(RestartEvery) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
        Token = parsed.GetValue(Token),
        Notify = parsed.GetValue(Notify),
        Secret = parsed.GetValue(Secret),
    };
}
