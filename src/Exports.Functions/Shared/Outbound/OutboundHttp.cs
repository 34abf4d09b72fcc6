using System.Net;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Shared.Outbound;

/// <summary>
/// Sends requests to URLs that callers gave: to public addresses only, at every hop, without a proxy, cookies, decompression or
/// diagnostics, because a signed URL would stand in the trace. Nothing here logs.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    private readonly DestinationGuard _guard;
    private readonly TimeProvider _time;
    private readonly OutboundOptions _options;
    private readonly HttpMessageInvoker _invoker;

    public OutboundHttp(DestinationGuard guard, GuardedConnector connector, TimeProvider time, IOptions<OutboundOptions> options)
    {
        _guard = guard;
        _time = time;
        _options = options.Value;
        _invoker = new(CreateHandler(connector));
    }

    /// <summary>
    /// Sends a request and follows its redirects (<see cref="RedirectRules"/>). The response's body is yet to be read, as it comes;
    /// a silence while it is read is an <see cref="IOException"/>. The request is used up: its URL becomes the last hop's.
    /// </summary>
    /// <exception cref="ForbiddenDestinationException">The URL, an address of its host, or those of a redirect are not public.</exception>
    /// <exception cref="HttpRequestException">
    /// No answer: not connected, broken off, or silent for too long. Another time may do.
    /// </exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _guard.Require(request.RequestUri!);
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendOnceAsync(request, cancellationToken);
            if (redirects == _options.MaxRedirects || RedirectRules.Next(request, response) is not { } next)
                return response;

            response.Dispose();
            _guard.Require(next);
            RedirectRules.Follow(request, next);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static SocketsHttpHandler CreateHandler(GuardedConnector connector) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, cancellationToken) => await connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
    };

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new WaitLimit(_options.ConnectTimeout + _options.ResponseTimeout, _time, cancellationToken);
        var content = request.Content;
        try
        {
            request.Content = content is null ? null : new WatchedContent(content, limit);
            var response = await _invoker.SendAsync(request, limit.Token);
            response.Content = await WatchAsync(response.Content, limit.Token);
            return response;
        }
        catch (HttpRequestException failure) when (failure.InnerException is ForbiddenDestinationException forbidden)
        {
            throw new ForbiddenDestinationException(forbidden.Message);
        }
        catch (Exception failure) when (limit.IsOver && !cancellationToken.IsCancellationRequested)
        {
            var message = $"The host {HostText.Of(request.RequestUri!)} did not answer within {_options.ResponseTimeout}.";
            throw new HttpRequestException(message, new TimeoutException(message, failure));
        }
        finally
        {
            request.Content = content;
        }
    }

    private async Task<HttpContent> WatchAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await content.ReadAsStreamAsync(cancellationToken);
        var watched = new StreamContent(new WatchedReadStream(body, _options.ResponseTimeout, _time));
        foreach (var (name, values) in content.Headers)
            watched.Headers.TryAddWithoutValidation(name, values);
        return watched;
    }
}
