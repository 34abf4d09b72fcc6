using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Exports.Functions.Tests.RegistryImports.Simulator;

/// <summary>A receiver of notifications: each comes out as "authorization path body", in order.</summary>
internal sealed class NotificationInbox : IAsyncDisposable
{
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();
    private readonly WebApplication _application;

    private NotificationInbox()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPut("/{**path}", ReceiveAsync);
    }

    public string Url => _application.Urls.First();

    public static async Task<NotificationInbox> StartAsync()
    {
        var inbox = new NotificationInbox();
        await inbox._application.StartAsync();
        return inbox;
    }

    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await _received.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReceiveAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        await _received.Writer.WriteAsync($"{request.Headers.Authorization} {request.Path} {body}");
    }
}
