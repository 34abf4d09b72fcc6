using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Outbound;

/// <summary>
/// Connects to a host by its checked addresses. The look-up whose answer is checked is the look-up whose answer is connected to, so a
/// name that changes its mind in between (DNS rebinding) gains nothing.
/// </summary>
internal sealed class GuardedConnector(DestinationGuard guard, IOutboundDialer dialer, TimeProvider time, IOptions<OutboundOptions> options)
{
    /// <exception cref="ForbiddenDestinationException">One of the host's addresses is not public.</exception>
    /// <exception cref="SocketException">The host has no address, or none answers.</exception>
    /// <exception cref="TimeoutException">None answered within <see cref="OutboundOptions.ConnectTimeout"/>.</exception>
    public async Task<Stream> ConnectAsync(DnsEndPoint destination, CancellationToken cancellationToken)
    {
        using var limit = new WaitLimit(options.Value.ConnectTimeout, time, cancellationToken);
        try
        {
            var addresses = await guard.ResolveAsync(destination.Host, limit.Token);
            return await DialFirstAsync(addresses, destination.Port, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The host {destination.Host} could not be connected to within {options.Value.ConnectTimeout}.");
        }
    }

    private async Task<Stream> DialFirstAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var failure = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            try
            {
                return await dialer.DialAsync(new IPEndPoint(address, port), cancellationToken);
            }
            catch (SocketException unreachable)
            {
                failure = unreachable;
            }
        }

        throw failure;
    }
}
