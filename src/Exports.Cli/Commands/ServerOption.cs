using System.CommandLine;
using System.CommandLine.Parsing;

namespace Exports.Cli.Commands;

/// <summary>How a server is named, for every command that has one.</summary>
internal static class ServerOption
{
    public static Option<Uri?> Create(string description) => new("--server")
    {
        Description = description,
        HelpName = "URL",
        CustomParser = Parse,
    };

    private static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https")
        {
            return server;
        }

        result.AddError($"--server {text}: not an http or https URL");
        return null;
    }
}
