using System.Collections.Concurrent;
using System.Globalization;
using Exports.Functions.Tests.Shared.Outbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>A server with one archive. It serves parts, unless told otherwise.</summary>
internal sealed class ArchiveServer : IAsyncDisposable
{
    private Listener _listener = null!;

    public byte[] Archive { get; set; } = [];

    public bool ServesParts { get; set; } = true;

    /// <summary>No answer brings more than this, however much is asked for.</summary>
    public int LongestPart { get; set; } = int.MaxValue;

    /// <summary>The version's name; null for none.</summary>
    public string? ETag { get; set; } = "\"v1\"";

    /// <summary>Answers some requests in its own way, before anything else: true when it did.</summary>
    public Func<HttpContext, Task<bool>> Intercept { get; set; } = _ => Task.FromResult(false);

    /// <summary>The ranges that were asked for, in order.</summary>
    public ConcurrentQueue<string> Ranges { get; } = new();

    public Uri Url => _listener.Url;

    public static async Task<ArchiveServer> StartAsync(byte[] archive)
    {
        var server = new ArchiveServer { Archive = archive };
        server._listener = await Listener.StartAsync(server.AnswerAsync);
        return server;
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        Ranges.Enqueue(http.Request.Headers.Range.ToString());
        if (await Intercept(http))
            return;
        if (ETag is not null)
            http.Response.Headers.ETag = ETag;

        var range = http.Request.GetTypedHeaders().Range?.Ranges.Single();
        var isCurrent = http.Request.Headers.IfRange.Count == 0 || http.Request.Headers.IfRange == ETag;
        if (!ServesParts || range is null || !isCurrent)
        {
            await http.Response.Body.WriteAsync(Archive);
            return;
        }

        await SendPartAsync(http.Response, range);
    }

    private async Task SendPartAsync(HttpResponse response, RangeItemHeaderValue range)
    {
        var from = (int)range.From!.Value;
        var to = (int)Math.Min(Math.Min(range.To!.Value, Archive.Length - 1), (long)from + LongestPart - 1);
        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{Archive.Length}");
        await response.Body.WriteAsync(Archive.AsMemory(from, to - from + 1));
    }
}
