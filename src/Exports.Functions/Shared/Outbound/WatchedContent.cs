using System.Net;

namespace Exports.Functions.Shared.Outbound;

/// <summary>A request's body that tells the <see cref="WaitLimit"/> whenever the other side has taken a part of it.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly WaitLimit _limit;

    public WatchedContent(HttpContent inner, WaitLimit limit)
    {
        _inner = inner;
        _limit = limit;
        foreach (var (name, values) in inner.Headers)
            Headers.TryAddWithoutValidation(name, values);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _inner.CopyToAsync(new WatchedWriteStream(stream, _limit), context, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }
}
