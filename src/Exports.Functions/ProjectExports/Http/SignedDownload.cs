using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Sends a download to the storage itself, where that is wanted (<see cref="ProjectExportOptions.DownloadRedirect"/>).</summary>
internal sealed class SignedDownload(ArchiveLinks links, IOptions<ProjectExportOptions> options)
{
    // They are about our ETag, the archive's hash. The storage has another one and would decide wrongly.
    private static readonly string[] Conditions =
    [
        HeaderNames.IfMatch, HeaderNames.IfNoneMatch, HeaderNames.IfRange, HeaderNames.IfModifiedSince, HeaderNames.IfUnmodifiedSince,
    ];

    /// <summary>Only a plain download, or a plain part of one: headers alone and conditions are answered here.</summary>
    public bool IsWanted(HttpRequest request) =>
        options.Value.DownloadRedirect && HttpMethods.IsGet(request.Method) && !Conditions.Any(request.Headers.ContainsKey);

    public async Task<IResult> SendAsync(HttpRequest request, string blob, string fileName, CancellationToken cancellationToken)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        var url = await links.SignAsync(blob, disposition.ToString(), options.Value.DownloadUrlLifetime, cancellationToken);

        // By hand: the framework's redirect writes the address into the log.
        var headers = request.HttpContext.Response.Headers;
        headers.Location = url.AbsoluteUri;
        headers.CacheControl = "no-store";
        return ApiResults.From(Results.StatusCode(StatusCodes.Status302Found));
    }
}
