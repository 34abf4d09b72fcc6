using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Exports.TestKit.Registry;

/// <summary>
/// Has a client of a simulated registry give up a request at the moment at which the registry decides never to answer it, as its timeout
/// would later: no test waits for that in real time, and no request that is merely slow on a busy machine is given up.
/// </summary>
internal sealed class StalledRequests
{
    private const string Header = "X-Simulated-Request";

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _underway = new(StringComparer.Ordinal);

    /// <summary>What the client sends through.</summary>
    public HttpMessageHandler Around(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

    /// <summary>Called by the registry with a request that it will not answer.</summary>
    /// <param name="mark">See <see cref="MarkOf"/>; null for one that came past <see cref="Around"/> and waits for its own client.</param>
    public void GiveUp(string? mark)
    {
        if (mark is not null && _underway.TryRemove(mark, out var patience))
            patience.Cancel();
    }

    public static string? MarkOf(HttpRequest request) => request.Headers[Header];

    private sealed class Handler(StalledRequests stalled) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var mark = $"{Guid.NewGuid():N}";
            stalled._underway[mark] = patience;
            request.Headers.Add(Header, mark);
            try
            {
                return await base.SendAsync(request, patience.Token);
            }
            finally
            {
                stalled._underway.TryRemove(mark, out _);
            }
        }
    }
}
