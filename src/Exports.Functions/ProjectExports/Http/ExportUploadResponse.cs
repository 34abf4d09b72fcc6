using Exports.Functions.ProjectExports.AfterExport;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>A job's upload as the API shows it: never the URL, which may be signed.</summary>
/// <param name="Host">Where to.</param>
/// <param name="HttpMethod"><c>PUT</c> or <c>POST</c>.</param>
/// <param name="BytesSent">Of the archive, in the present try.</param>
/// <param name="NextTryAt">While it waits to try again.</param>
internal sealed record ExportUploadResponse(string Host, string HttpMethod, long BytesSent, DateTimeOffset? NextTryAt)
{
    public static ExportUploadResponse? From(UploadTarget? upload) => upload is null
        ? null
        : new(upload.Host, upload.Method is UploadMethod.Put ? "PUT" : "POST", upload.BytesSent, upload.NextTryAt);
}
