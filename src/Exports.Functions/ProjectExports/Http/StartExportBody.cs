using System.Text.Json;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Reads the body of a started export: JSON, or the form that command-line clients of GitLab send, or nothing.</summary>
internal sealed class StartExportBody(RequestBody body)
{
    private const long MaxFormBytes = 1 << 20;

    /// <exception cref="ApiException">400, 411 for a form without a length, 413, or 501 for an upload.</exception>
    public async Task<StartExportRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var wanted = request.HasFormContentType
            ? await ReadFormAsync(request, cancellationToken)
            : await body.ReadOptionalJsonAsync<StartExportRequest>(request, cancellationToken) ?? new StartExportRequest();
        if (wanted.Upload is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) })
            throw UploadRefused();
        if (wanted.Description?.Length > StartExportRequest.MaxDescriptionLength)
            throw ApiException.BadRequest($"400 Bad request - description is longer than {StartExportRequest.MaxDescriptionLength} characters");
        return wanted;
    }

    private static async Task<StartExportRequest> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Without a length the form's own limits, which are far larger, would be the only ones.
        if (request.ContentLength is not { } length)
            throw new ApiException(StatusCodes.Status411LengthRequired, "411 Length Required - a form needs a Content-Length");
        if (length > MaxFormBytes)
            throw ApiException.TooLarge(MaxFormBytes);

        var form = await ParseFormAsync(request, cancellationToken);
        if (form.Keys.Any(key => key.StartsWith("upload", StringComparison.Ordinal)))
            throw UploadRefused();
        return new(form.TryGetValue("description", out var description) ? description.ToString() : null);
    }

    private static async Task<IFormCollection> ParseFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw ApiException.BadRequest($"400 Bad request - the body is not the form that it claims to be: {malformed.Message}", malformed);
        }
    }

    private static ApiException UploadRefused() => new(
        StatusCodes.Status501NotImplemented,
        "501 Not Implemented - uploading the archive is not supported; export without upload and download the archive");
}
