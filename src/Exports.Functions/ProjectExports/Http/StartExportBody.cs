using Exports.Functions.ProjectExports.AfterExport;
using Exports.Functions.Shared.Http;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Reads the body of a started export: JSON, or the form that command-line clients of GitLab send, or nothing.</summary>
internal sealed class StartExportBody(RequestBody body)
{
    /// <exception cref="ApiException">400, 411 for a form without a length, or 413.</exception>
    public async Task<StartExportRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var wanted = request.HasFormContentType
            ? await ReadFormAsync(request, cancellationToken)
            : await body.ReadOptionalJsonAsync<StartExportRequest>(request, cancellationToken) ?? new StartExportRequest();
        if (wanted.Description?.Length > StartExportRequest.MaxDescriptionLength)
            throw ApiException.BadRequest(
                $"400 Bad request - description is longer than {StartExportRequest.MaxDescriptionLength} characters");
        return wanted;
    }

    private static async Task<StartExportRequest> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await SmallForm.ReadAsync(request, cancellationToken);
        var upload = form.Keys.Any(key => key.StartsWith("upload", StringComparison.Ordinal))
            ? new UploadRequest(Field(form, "upload[url]"), Field(form, "upload[http_method]"))
            : null;
        return new(Field(form, "description"), upload);
    }

    private static string? Field(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
}
