using Exports.Cli.Commands;
using Exports.Cli.Uploads;

namespace Exports.Cli.Servers;

/// <summary>The server that <c>--server</c> names, otherwise one in this process.</summary>
internal sealed class ServerConnector(TimeProvider time, Action<string> say) : IServerConnector
{
    private static readonly TimeSpan RemotePollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RestartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LocalPollInterval = TimeSpan.FromMilliseconds(20);

    public async Task<ServerConnection> ConnectAsync(ExportArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Server is { } server)
        {
            return new ServerConnection(HttpClients.Create(server, arguments.Token, time, say))
            {
                CommitBytes = UploadPlan.DefaultCommitBytes,
                PollInterval = RemotePollInterval,
                Patience = RestartPatience,
            };
        }

        var host = await InProcessServer.StartAsync(arguments.Data, cancellationToken);
        return new ServerConnection(HttpClients.Create(host.Address, host.Token, time, say), host)
        {
            CommitBytes = UploadPlan.LocalCommitBytes,
            PollInterval = LocalPollInterval,
            Disk = () => host.Disk,
        };
    }
}
