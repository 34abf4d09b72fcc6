using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>Where the host listens.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://localhost:7071";

    /// <summary>
    /// The options' addresses, else <c>--urls</c>, else <c>--port</c>, else <c>ASPNETCORE_URLS</c>, else <see cref="Default"/>.
    /// </summary>
    /// <exception cref="HostStartException">An address cannot be read or is not http.</exception>
    public static IReadOnlyList<string> Read(string[]? options, IConfiguration configuration)
    {
        var urls = options
            ?? Split(configuration["urls"])
            ?? (configuration["port"] is { } port ? new[] { $"http://localhost:{port}" } : null)
            ?? Split(Environment.GetEnvironmentVariable("ASPNETCORE_URLS"))
            ?? [Default];
        foreach (var url in urls)
        {
            Check(url);
        }

        return urls;
    }

    private static string[]? Split(string? urls) =>
        string.IsNullOrWhiteSpace(urls) ? null : urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Check(string url)
    {
        var address = Parse(url);
        if (address.Scheme != "http")
        {
            throw new HostStartException(
                $"The address '{url}' is not http. The embedded host speaks http only; put a TLS proxy in front of it.");
        }

        // A port that is no number ends up in the host's name.
        if ((address.Host.Contains(':', StringComparison.Ordinal) && address.Host[0] != '[')
            || address.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw Unreadable(url);
        }

        // This name stands for two addresses, which would get a port each.
        if (address is { Port: 0, Host: "localhost" })
        {
            throw new HostStartException($"The address '{url}' cannot have any free port; write it as http://127.0.0.1:0.");
        }
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw Unreadable(url);
        }
    }

    private static HostStartException Unreadable(string url) =>
        new($"The address '{url}' to listen on cannot be read; write it as {Default}.");
}
