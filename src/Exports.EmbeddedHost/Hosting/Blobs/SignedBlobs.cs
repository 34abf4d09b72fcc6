using Azure;
using Exports.EmbeddedHost.Hosting.Http;
using Exports.EmbeddedHost.Storage.Blobs;
using Exports.EmbeddedHost.Storage.Blobs.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Exports.EmbeddedHost.Hosting.Blobs;

/// <summary>
/// <c>GET</c> and <c>HEAD /blobs/{container}/{blob}</c> for whoever bears a signed URL: one blob, whole or in ranges. The signature is the
/// only thing that is asked for, and nothing is said about a blob to those who have none.
/// </summary>
internal sealed class SignedBlobs(BlobStore store, BlobUrlSigner signer)
{
    private const string Route = BlobEndpoint.Path + "/{container}/{**blob}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // A wrong setting ends the start.
        routes.ServiceProvider.GetRequiredService<BlobEndpoint>();
        var blobs = ActivatorUtilities.CreateInstance<SignedBlobs>(routes.ServiceProvider);
        routes.MapMethods(Route, [HttpMethods.Get, HttpMethods.Head], blobs.SendAsync)
            .AsHostEndpoint(routes.ServiceProvider, asksForKey: false);
    }

    private async Task SendAsync(HttpContext http)
    {
        var address = new BlobAddress((string)http.Request.RouteValues["container"]!, (string)http.Request.RouteValues["blob"]!);
        var parameters = SignedParameters.From(http.Request.Query);
        if (!signer.Allows(address, parameters, http.Request.Query[SignedParameters.SignatureName].ToString()))
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "AuthenticationFailed", "The URL is not signed, altered or expired.");
            return;
        }

        try
        {
            var (blob, _, content) = store.Reader.Open(address, default, conditions: null);
            await SendAsync(http, parameters, blob, content);
        }
        catch (RequestFailedException failure)
        {
            await RefuseAsync(http, failure.Status, failure.ErrorCode ?? "", failure.Message.Split('\n')[0]);
        }
    }

    private static Task SendAsync(HttpContext http, SignedParameters parameters, BlobRecord blob, Stream content)
    {
        var disposition = parameters.Disposition.Length > 0 ? parameters.Disposition : blob.Headers.ContentDisposition;
        if (disposition is { Length: > 0 })
            http.Response.Headers.ContentDisposition = disposition;
        var type = parameters.ContentType.Length > 0 ? parameters.ContentType : blob.Headers.ContentType;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var tag = EntityTagHeaderValue.Parse(blob.ETag.ToString("H"));
        return Results.Stream(content, type, fileDownloadName: null, blob.LastModified, tag, enableRangeProcessing: true)
            .ExecuteAsync(http);
    }

    private static Task RefuseAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["x-ms-error-code"] = code;
            return Task.CompletedTask;
        });
        return ErrorAnswer.WriteAsync(http, status, message);
    }
}
