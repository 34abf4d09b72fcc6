using System.Net;
using System.Net.Http.Headers;
using Exports.Functions.Projects.Imports.Messages;
using Exports.Functions.Shared.Outbound;
using Exports.Functions.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>Asks for a piece of an archive and stages what comes: that piece, or the whole.</summary>
internal sealed class RemoteArchive(OutboundHttp http, ImportContainer uploads, IOptions<ImportOptions> options)
{
    /// <summary>
    /// A part may be shorter than what was asked for, but each costs an activity and a block, and of blocks a blob holds 50,000.
    /// </summary>
    private const long SmallestPart = 1 << 20;

    /// <exception cref="RemoteRefusalException">The answer is final, and not the archive.</exception>
    /// <exception cref="RemoteFaultException">The server is busy, or its answer is not whole.</exception>
    public async Task<FetchCursor> FetchAsync(FetchInput input, Uri url, CancellationToken cancellationToken)
    {
        using var request = Request(url, input.Cursor);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.PartialContent => await TakePieceAsync(input, response, cancellationToken),
            HttpStatusCode.OK => await TakeAllAsync(input.Key, response.Content, cancellationToken),
            HttpStatusCode.RequestedRangeNotSatisfiable when input.Cursor.Bytes == 0 => throw Empty(),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                throw new RemoteFaultException($"The archive's server answered {(int)response.StatusCode}."),
            _ => throw new RemoteRefusalException($"The archive's server answered {(int)response.StatusCode} in place of the archive."),
        };
    }

    private HttpRequestMessage Request(Uri url, FetchCursor cursor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("exports", null));
        request.Headers.Range = new RangeHeaderValue(cursor.Bytes, cursor.Bytes + options.Value.FetchPieceBytes - 1);
        // Pieces of two versions do not make an archive: with this a server that has another one sends all of it.
        if (cursor.ETag is { } tag)
            request.Headers.IfRange = new RangeConditionHeaderValue(EntityTagHeaderValue.Parse(tag));
        return request;
    }

    private async Task<FetchCursor> TakePieceAsync(FetchInput input, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var cursor = input.Cursor;
        if (response.Content.Headers.ContentRange is not { From: { } from, To: { } to, Length: { } total }
            || from != cursor.Bytes
            || to < from)
            throw new RemoteRefusalException("The archive's server answered with another part than it was asked for.");
        CheckLength(total);

        var wanted = to - from + 1;
        if (to + 1 < total && wanted < Math.Min(options.Value.FetchPieceBytes, SmallestPart))
            throw new RemoteRefusalException("The archive's server sends it in parts that are too small.");

        var staged = await StageAsync(input.Key, response.Content, cursor.Blocks, wanted, cancellationToken);
        if (staged.Bytes < wanted)
            throw new RemoteFaultException("The answer of the archive's server broke off.");

        var next = new FetchCursor(
            cursor.Bytes + staged.Bytes, cursor.Blocks + staged.Blocks, Tag(response) ?? cursor.ETag, to + 1 >= total);
        if (next.IsComplete)
            await uploads.CommitAsync(input.Key.ImportId, next.Blocks, cancellationToken);
        return next;
    }

    private async Task<FetchCursor> TakeAllAsync(ImportKey key, HttpContent content, CancellationToken cancellationToken)
    {
        var length = content.Headers.ContentLength;
        CheckLength(length ?? 0);
        var staged = await StageAsync(key, content, firstBlock: 0, options.Value.MaxArchiveBytes, cancellationToken);
        if (staged.Bytes < length)
            throw new RemoteFaultException("The answer of the archive's server broke off.");
        if (staged.Bytes == 0)
            throw Empty();
        await uploads.CommitAsync(key.ImportId, staged.Blocks, cancellationToken);
        return new(staged.Bytes, staged.Blocks, null, IsComplete: true);
    }

    private async Task<(int Blocks, long Bytes)> StageAsync(
        ImportKey key, HttpContent content, int firstBlock, long limit, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        await using var capped = new CappedStream(body, limit, TooLong);
        return await uploads.StageAsync(key.ImportId, capped, firstBlock, cancellationToken);
    }

    private void CheckLength(long bytes)
    {
        if (bytes > options.Value.MaxArchiveBytes)
            throw TooLong();
    }

    private RemoteRefusalException TooLong() => new($"The archive has more than {options.Value.MaxArchiveBytes} bytes.");

    private static RemoteRefusalException Empty() => new("The archive is empty.");

    /// <summary>Only a strong tag names bytes.</summary>
    private static string? Tag(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : null;
}
