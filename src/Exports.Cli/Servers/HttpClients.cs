using System.Net.Http.Headers;
using Exports.Cli.Api;

namespace Exports.Cli.Servers;

/// <summary>HTTP clients as the commands need them.</summary>
internal static class HttpClients
{
    /// <param name="server">Scheme, host, port and a base path if there is one.</param>
    /// <param name="token">Null sends none, which only a development server accepts.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="say">Where pauses are announced.</param>
    public static HttpClient Create(Uri server, string? token, TimeProvider time, Action<string> say)
    {
        var connections = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), AllowAutoRedirect = true };
        var http = new HttpClient(new PatientHandler(connections, time, say))
        {
            BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/"),

            // A commit or a download takes as long as it takes; Ctrl-C ends it.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("exports-cli", "1.0"));
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return http;
    }
}
