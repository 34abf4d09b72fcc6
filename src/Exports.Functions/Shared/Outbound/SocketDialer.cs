using System.Net;
using System.Net.Sockets;

namespace Exports.Functions.Shared.Outbound;

internal sealed class SocketDialer : IOutboundDialer
{
    public async Task<Stream> DialAsync(IPEndPoint destination, CancellationToken cancellationToken)
    {
        var socket = new Socket(destination.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(destination, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
