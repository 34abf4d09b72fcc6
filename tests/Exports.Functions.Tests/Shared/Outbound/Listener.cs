using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Tests.Shared.Outbound;

/// <summary>A real server on a free port of this machine, which does what the test says with every request.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Listener(WebApplication application)
    {
        _application = application;
        Url = new(application.Urls.First());
    }

    /// <summary><c>http://127.0.0.1:port</c>, or https.</summary>
    public Uri Url { get; }

    /// <param name="answer">Answers every request.</param>
    /// <param name="certificate">Makes it <c>https</c>.</param>
    public static async Task<Listener> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(certificate is null ? "http://127.0.0.1:0" : "https://127.0.0.1:0").UseKestrelHttpsConfiguration();
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
        });
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }
}
