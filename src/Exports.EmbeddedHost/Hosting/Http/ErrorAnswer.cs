using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Exports.EmbeddedHost.Hosting.Http;

/// <summary>The host's own error answers: a status and <c>{"message": …}</c>.</summary>
internal static class ErrorAnswer
{
    /// <summary>
    /// Replaces what the response holds so far. One that has left already can only be broken off, so that nobody takes it for whole.
    /// </summary>
    public static Task WriteAsync(HttpContext http, int status, string message)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        // Not through the request's services: a failed function's scope is gone by now.
        return http.Response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(new ErrorBody(message), JsonSerializerOptions.Web)).AsTask();
    }

    private sealed record ErrorBody(string Message);
}
