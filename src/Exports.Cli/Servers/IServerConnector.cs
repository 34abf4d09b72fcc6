using Exports.Cli.Commands;

namespace Exports.Cli.Servers;

/// <summary>Finds the server that an export talks to.</summary>
internal interface IServerConnector
{
    Task<ServerConnection> ConnectAsync(ExportArguments arguments, CancellationToken cancellationToken);
}
