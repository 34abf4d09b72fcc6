using System.Collections.Concurrent;
using Exports.Functions.Tests.Shared.Outbound;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Tests.Webhooks;

/// <summary>A webhook's other side: a real server that keeps what it is sent and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedDelivery> _received = new();
    private Listener? _listener;

    public Uri Url => _listener!.Url;

    /// <summary>What it answers; 200 unless the test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>Everything so far, in the order of its arrival.</summary>
    public IReadOnlyList<ReceivedDelivery> Received => [.. _received];

    public IEnumerable<string> Statuses => Received.Select(delivery => delivery.Status);

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        receiver._listener = await Listener.StartAsync(receiver.ReceiveAsync);
        return receiver;
    }

    public void AnswerWith(int status) => Answer = context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _listener!.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _received.Enqueue(new(context.Request.Path, headers, body));
        await Answer(context);
    }
}
