using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Exports.Functions.Shared.Outbound;

namespace Exports.Functions.Tests.Shared.Outbound;

/// <summary>Answers what the test says, and counts the questions. A name that was not given has no address.</summary>
internal sealed class ScriptedResolver : IHostResolver
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<IPAddress[]>> _answers = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Adds an answer for a name. Several are given in turn, the last one for ever.</summary>
    public ScriptedResolver Add(string host, params string[] addresses)
    {
        _answers.GetOrAdd(host, _ => new()).Enqueue([.. addresses.Select(IPAddress.Parse)]);
        return this;
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        if (!_answers.TryGetValue(host, out var answers))
            throw new SocketException((int)SocketError.HostNotFound);
        return Task.FromResult(answers.Count > 1 && answers.TryDequeue(out var next) ? next : answers.First());
    }
}
