using System.Net;
using Exports.Functions.Tests.RegistryImports.Scenarios;
using Exports.TestKit.Registry;

namespace Exports.Functions.Tests.RegistryImports.Simulator;

/// <summary>What becomes of a request under each fault, and whether the registry did what was asked.</summary>
public sealed class RegistryServerTests : IAsyncLifetime, IDisposable
{
    private const string Path = "g/app";

    private readonly PlannedScript _script = new();
    private RegistrySimulator _registry = null!;
    private RegistryServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _registry = new RegistrySimulator(_script, TimeProvider.System);
        var stalled = new StalledRequests();
        _server = await RegistryServer.StartAsync(_registry, new RegistryServerSettings { Stalled = stalled });
        _http = new HttpClient(stalled.Around(new SocketsHttpHandler())) { BaseAddress = _server.Url };
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose()
    {
        _http.Dispose();
        _registry.Dispose();
    }

    [Theory]
    [InlineData("None", HttpStatusCode.Accepted, 1)]
    [InlineData("Slow", HttpStatusCode.Accepted, 1)]
    [InlineData("Unauthorized", HttpStatusCode.Unauthorized, 0)]
    [InlineData("Unavailable", HttpStatusCode.ServiceUnavailable, 0)]
    [InlineData("Cut", null, 0)]
    [InlineData("CutAfterwards", null, 1)]
    [InlineData("Stalled", null, 0)]
    [InlineData("StalledAfterwards", null, 1)]
    public async Task Put_EachFault_IsAnsweredAndDoneAsItSays(string fault, HttpStatusCode? answer, int starts)
    {
        _script.Answers = Enum.Parse<AnswerFault>(fault);

        Assert.Equal(answer, await PutAsync());

        Assert.Equal(starts, _registry.StartsOf(Path));
    }

    [Theory]
    [InlineData("GET", "gitlab/v1/import/", HttpStatusCode.NotFound)]
    [InlineData("GET", "gitlab/v1/import//", HttpStatusCode.NotFound)]
    [InlineData("POST", $"gitlab/v1/import/{Path}/", HttpStatusCode.MethodNotAllowed)]
    public async Task Send_WhatTheApiDoesNotHave_IsRefused(string method, string address, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var response = await _http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    /// <returns>Null when the connection was cut, or no answer came and the client gave up.</returns>
    private async Task<HttpStatusCode?> PutAsync()
    {
        try
        {
            using var response = await _http.PutAsync($"gitlab/v1/import/{Path}/?import_type=pre", null);
            return response.StatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
