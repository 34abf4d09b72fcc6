using Exports.Cli.Api;

namespace Exports.Cli.Registry;

/// <summary>Connects a verb with the service that it is about.</summary>
/// <param name="connect">Makes the client for an address and a token.</param>
/// <param name="terminal">Where the verb reads and writes.</param>
internal sealed class RegistryCommand(Func<Uri, string?, HttpClient> connect, RegistryTerminal terminal)
{
    /// <exception cref="CommandException">Any expected failure, with its exit code.</exception>
    public async Task RunAsync(RegistryArguments arguments, CancellationToken cancellationToken)
    {
        using var http = connect(arguments.Server, arguments.Token);
        await arguments.Verb(new RegistryImportsClient(http), terminal, cancellationToken);
    }
}
