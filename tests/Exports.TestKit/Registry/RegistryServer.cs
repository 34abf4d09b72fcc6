using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Exports.TestKit.Registry;

/// <summary>The simulated registry as a real HTTP server, its API table to the letter: methods, codes, bodies, the trailing slash.</summary>
internal sealed class RegistryServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly RegistrySimulator _simulator;
    private readonly RegistryServerSettings _settings;

    private RegistryServer(RegistrySimulator simulator, RegistryServerSettings settings)
    {
        _simulator = simulator;
        _settings = settings;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Url);
        _application = builder.Build();
        _application.Map("/gitlab/v1/import/{**path}", HandleAsync);
    }

    public Uri Url => new(_application.Urls.First());

    /// <param name="simulator">What answers.</param>
    /// <param name="token">The bearer token that requests must show; null for none.</param>
    public static Task<RegistryServer> StartAsync(RegistrySimulator simulator, string? token = null) =>
        StartAsync(simulator, new RegistryServerSettings { Token = token });

    public static async Task<RegistryServer> StartAsync(RegistrySimulator simulator, RegistryServerSettings settings)
    {
        var server = new RegistryServer(simulator, settings);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context, string path = "")
    {
        var fault = _simulator.FaultOf(path, context.Request.Method);
        if (fault is AnswerFault.Cut or AnswerFault.Stalled)
        {
            await LoseAsync(context, fault);
            return;
        }

        var repository = path.TrimEnd('/');
        var reply = Refusal(context.Request, path, fault) ?? Reply(context.Request, repository);
        if (fault is AnswerFault.Slow)
            await Task.Delay(_settings.SlowTime, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isLost = fault is AnswerFault.CutAfterwards or AnswerFault.StalledAfterwards;
        if (isLost && (context.Request.Method != "PUT" || _simulator.MayLoseAnswerOf(repository)))
            await LoseAsync(context, fault);
        else
            await WriteAsync(context.Response, repository, reply);
    }

    /// <summary>Cuts the connection: at once, or when the client has had enough.</summary>
    private async Task LoseAsync(HttpContext context, AnswerFault fault)
    {
        if (fault is AnswerFault.Stalled or AnswerFault.StalledAfterwards)
        {
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            _settings.Stalled.GiveUp(StalledRequests.MarkOf(context.Request));
            await gone.Task;
        }

        context.Abort();
    }

    private RegistryReply? Refusal(HttpRequest request, string path, AnswerFault fault)
    {
        if (fault is AnswerFault.Unauthorized || (_settings.Token is { } token && request.Headers.Authorization != $"Bearer {token}"))
            return new(401);
        if (fault is AnswerFault.Unavailable)
            return new(503);
        return path.Length > 1 && path.EndsWith('/') ? null : new(404);
    }

    private RegistryReply Reply(HttpRequest request, string path) => request.Method switch
    {
        "PUT" => request.Query["import_type"].ToString() switch
        {
            "pre" => _simulator.Start(path, SimulatedStep.Pre),
            "final" => _simulator.Start(path, SimulatedStep.Final),
            _ => new(400),
        },
        "GET" => _simulator.Ask(path),
        "DELETE" => _simulator.Cancel(path, request.Query["force"] == "true"),
        _ => new(405),
    };

    private static Task WriteAsync(HttpResponse response, string path, RegistryReply reply)
    {
        response.StatusCode = reply.Code;
        if (reply.RetryAfter is { } seconds)
            response.Headers.RetryAfter = $"{seconds}";
        if (reply.Status is not null)
            return response.WriteAsJsonAsync(new { name = path[(path.LastIndexOf('/') + 1)..], path, status = reply.Status, detail = "" });
        return reply.Error is null
            ? Task.CompletedTask
            : response.WriteAsJsonAsync(new { errors = new[] { new { code = reply.Error, message = reply.Error } } }, (JsonSerializerOptions?)null);
    }
}
