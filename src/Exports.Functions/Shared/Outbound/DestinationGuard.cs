using System.Net;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Outbound;

/// <summary>Decides where requests on behalf of callers may go: first about the URL alone, then about what its name leads to.</summary>
internal sealed class DestinationGuard
{
    private readonly IHostResolver _resolver;
    private readonly bool _allowHttp;
    private readonly HashSet<string> _allowedHosts;

    public DestinationGuard(IHostResolver resolver, IOptions<OutboundOptions> options)
    {
        _resolver = resolver;
        _allowHttp = options.Value.AllowHttp;
        _allowedHosts = [.. options.Value.AllowedHosts.Select(HostText.Normalize)];
    }

    /// <summary>What speaks against an absolute URL before anybody is asked; null when nothing does.</summary>
    public string? Objection(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && _allowHttp))
            return _allowHttp ? "must begin with https:// or http://" : "must begin with https://";
        if (url.UserInfo.Length > 0)
            return "must not contain a user name or a password";

        var host = HostText.Of(url);
        if (host.Length is 0 or > HostText.MaxLength)
            return "has a host that is no valid name";
        if (_allowedHosts.Contains(host))
            return null;
        var isInside = HostText.IsLocalName(host) || (HostText.TryReadAddress(host, out var address) && !PublicAddress.Is(address));
        return isInside ? "must not lead to a loopback, link-local or private address" : null;
    }

    /// <exception cref="ForbiddenDestinationException">Something speaks against the URL.</exception>
    public void Require(Uri url)
    {
        if (Objection(url) is { } objection)
            throw new ForbiddenDestinationException($"The URL with the host {HostText.Of(url)} is refused: it {objection}.");
    }

    /// <summary>The one look-up of a connection: what it returns is connected to as it stands.</summary>
    /// <exception cref="ForbiddenDestinationException">Any of the host's addresses is not public, whatever the others are.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The host has no address.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        host = HostText.Normalize(host);
        IPAddress[] addresses = HostText.TryReadAddress(host, out var literal)
            ? [literal]
            : await _resolver.ResolveAsync(host, cancellationToken);
        var isAllowed = _allowedHosts.Contains(host) || (addresses.All(PublicAddress.Is) && !HostText.IsLocalName(host));
        return isAllowed
            ? addresses
            : throw new ForbiddenDestinationException($"The host {host} leads to a loopback, link-local or private address.");
    }
}
