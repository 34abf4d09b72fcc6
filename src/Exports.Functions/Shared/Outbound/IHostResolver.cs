using System.Net;

namespace Exports.Functions.Shared.Outbound;

/// <summary>Finds the addresses of a host name. Its answers are not trusted: every one is checked before anything connects to it.</summary>
internal interface IHostResolver
{
    /// <returns>At least one address, in the order in which they should be tried.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The name has no address, or nobody could be asked.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
