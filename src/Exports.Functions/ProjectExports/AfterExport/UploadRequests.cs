using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.Outbound;

namespace Exports.Functions.ProjectExports.AfterExport;

/// <summary>Checks what a request says about the upload.</summary>
internal sealed class UploadRequests(OutboundUrls urls)
{
    /// <returns>Null when no upload is asked for.</returns>
    /// <exception cref="ApiException">400: a URL that nothing is sent to, or another method.</exception>
    public UploadTarget? Target(UploadRequest? request)
    {
        if (request is null)
            return null;
        var url = urls.Parse(request.Url, "upload[url]");
        return new(HostText.Of(url), Method(request.HttpMethod), url);
    }

    private static UploadMethod Method(string? text) => text?.ToUpperInvariant() switch
    {
        null or "" or "PUT" => UploadMethod.Put,
        "POST" => UploadMethod.Post,
        _ => throw ApiException.BadRequest("400 Bad request - upload[http_method] must be PUT or POST"),
    };
}
