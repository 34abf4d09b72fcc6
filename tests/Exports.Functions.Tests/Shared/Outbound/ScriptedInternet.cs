using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Exports.Functions.Shared.Outbound;

namespace Exports.Functions.Tests.Shared.Outbound;

/// <summary>An Internet on this machine: every public address that a test names leads to a listener of its own; nothing else answers.</summary>
internal sealed class ScriptedInternet : IOutboundDialer
{
    private readonly SocketDialer _sockets = new();
    private readonly ConcurrentDictionary<string, Uri> _places = new();

    public ConcurrentQueue<IPEndPoint> Dialled { get; } = new();

    public ScriptedInternet Add(string address, Uri listener)
    {
        _places[address] = listener;
        return this;
    }

    public Task<Stream> DialAsync(IPEndPoint destination, CancellationToken cancellationToken)
    {
        Dialled.Enqueue(destination);
        return _places.TryGetValue(destination.Address.ToString(), out var place)
            ? _sockets.DialAsync(new(IPAddress.Loopback, place.Port), cancellationToken)
            : throw new SocketException((int)SocketError.ConnectionRefused);
    }
}
