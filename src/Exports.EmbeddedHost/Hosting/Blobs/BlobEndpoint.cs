using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Exports.EmbeddedHost.Hosting.Blobs;

/// <summary>
/// Under which address signed URLs reach this host: the setting <c>BlobEndpoint</c>, for a host behind a proxy, else the first address that
/// it listens on.
/// </summary>
internal sealed class BlobEndpoint
{
    public const string Path = "/blobs";

    private readonly IServer _server;
    private readonly Uri? _configured;

    /// <exception cref="HostStartException">The setting is no address.</exception>
    public BlobEndpoint(IServer server, IConfiguration configuration)
    {
        _server = server;
        if (configuration["BlobEndpoint"] is { Length: > 0 } setting)
        {
            _configured = Uri.TryCreate(setting, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new HostStartException(
                    $"BlobEndpoint is '{setting}', which is no address such as https://exports.example.com{Path}.");
        }
    }

    /// <exception cref="InvalidOperationException">The host does not listen yet.</exception>
    public Uri Address => _configured ?? new(Listening() + Path);

    private string Listening()
    {
        var first = _server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The host does not listen yet, so its blobs have no address.");
        var address = BindingAddress.Parse(first);
        var host = address.Host is "*" or "+" or "[::]" or "0.0.0.0" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }
}
