using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

/// <summary>One request as the receiver saw it.</summary>
internal sealed record ReceivedUpload(string Method, string Target, string? ContentType, long? ContentLength, byte[] Body)
{
    public static async Task<ReceivedUpload> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = context.Request;
        return new(request.Method, request.Path + request.QueryString, request.ContentType, request.ContentLength, body.ToArray());
    }
}
