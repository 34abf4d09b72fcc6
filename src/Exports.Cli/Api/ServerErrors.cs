using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Exports.Cli.Api;

/// <summary>Turns what the HTTP layer reports into one line and an exit code.</summary>
internal static class ServerErrors
{
    /// <exception cref="CommandException">The answer is not a success.</exception>
    public static async Task EnsureSuccessAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var message = await MessageAsync(response, cancellationToken);
        throw new CommandException(CodeOf(response.StatusCode), $"{what}: the server answered {(int)response.StatusCode}: {message}");
    }

    public static CommandException Unreachable(Uri server, HttpRequestException exception) =>
        Unreachable(server, Reason(exception), exception);

    /// <summary>The answer began and then the connection ended early or was reset.</summary>
    public static CommandException Broken(Uri server, IOException exception) =>
        Unreachable(server, "the connection broke: " + exception.Message, exception);

    public static CommandException Malformed(string what, Exception exception) =>
        new(ExitCode.ServerError, $"{what}: the server's answer cannot be read: {exception.Message}", exception);

    /// <summary>What an error answer says; its status line where the body says nothing.</summary>
    public static async Task<string> MessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await response.Content.ReadFromJsonAsync<ErrorAnswer>(ApiCalls.Json, cancellationToken);
            return answer is null ? response.ReasonPhrase ?? "no message" : answer.ToString();
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or InvalidOperationException or IOException)
        {
            // A proxy's error page is not JSON, or the rest was lost; the status line has to do.
            return response.ReasonPhrase ?? "no message";
        }
    }

    private static ExitCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.Unauthorized,
        HttpStatusCode.NotFound => ExitCode.NotFound,
        HttpStatusCode.Conflict => ExitCode.Conflict,
        _ => ExitCode.ServerError,
    };

    private static CommandException Unreachable(Uri server, string reason, Exception exception) =>
        new(ExitCode.ServerUnreachable, $"{server.GetLeftPart(UriPartial.Authority)}: {reason}", exception);

    private static string Reason(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name is unknown",
        HttpRequestError.SecureConnectionError => "no secure connection: " + (exception.InnerException?.Message ?? exception.Message),
        HttpRequestError.ConnectionError => "the server cannot be reached: " + (exception.InnerException?.Message ?? exception.Message),
        _ => "the connection broke: " + (exception.InnerException?.Message ?? exception.Message),
    };
}
