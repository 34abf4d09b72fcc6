using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Reads the body of a started export: JSON, or the form that command-line clients of GitLab send, or nothing.</summary>
internal sealed class StartExportBody(RequestBody body)
{
    private const long MaxFormBytes = 1 << 20;

    /// <exception cref="ApiException">400, 411 for a form without a length, or 413.</exception>
    public async Task<StartExportRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var wanted = request.HasFormContentType
            ? await ReadFormAsync(request, cancellationToken)
            : await body.ReadOptionalJsonAsync<StartExportRequest>(request, cancellationToken) ?? new StartExportRequest();
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
        var upload = form.Keys.Any(key => key.StartsWith("upload", StringComparison.Ordinal))
            ? new UploadRequest(Field(form, "upload[url]"), Field(form, "upload[http_method]"))
            : null;
        return new(Field(form, "description"), upload);
    }

    private static string? Field(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

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
}
