using System.Net;

namespace Exports.Functions.Shared.Outbound;

/// <summary>Opens a connection to one address that has been checked. It sees no name, so it cannot look one up again.</summary>
internal interface IOutboundDialer
{
    /// <exception cref="System.Net.Sockets.SocketException">Nobody answers there.</exception>
    Task<Stream> DialAsync(IPEndPoint destination, CancellationToken cancellationToken);
}
