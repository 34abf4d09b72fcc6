using System.Collections.Concurrent;
using Exports.Functions.Tests.Shared.Outbound;
using Microsoft.AspNetCore.Http;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

/// <summary>A server that archives are uploaded to. It answers what the test says, and keeps what it accepts.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _answers = new();
    private readonly TaskCompletionSource _firstAccepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Listener? _listener;
    private int _requests;

    /// <summary>The complete uploads that were answered with 200.</summary>
    public ConcurrentQueue<ReceivedUpload> Accepted { get; } = new();

    /// <summary>Completes when the first upload has been accepted.</summary>
    public Task FirstAccepted => _firstAccepted.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Requests of any kind so far.</summary>
    public int Requests => _requests;

    /// <summary>Runs before an upload is accepted; what it throws is the test's failure, so let it record.</summary>
    public Func<Task> Accepting { get; set; } = () => Task.CompletedTask;

    /// <summary>Its name is known to the resolver of the scenario; the signature is a secret.</summary>
    public string Url => $"http://{UploadScenario.Host}:{_listener!.Url.Port}/put/hush-path?sig=hush-signature";

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        receiver._listener = await Listener.StartAsync(receiver.AnswerAsync);
        return receiver;
    }

    /// <summary>What the next request gets in place of being accepted.</summary>
    public Receiver Then(RequestDelegate answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public Receiver Then(int status, params (string Name, string Value)[] headers) => Then(async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync("hush-answer");
    });

    public ValueTask DisposeAsync() => _listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (_answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        var upload = await ReceivedUpload.ReadAsync(context);
        await Accepting();
        Accepted.Enqueue(upload);
        _firstAccepted.TrySetResult();
    }
}
