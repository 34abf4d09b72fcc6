using System.Net;
using System.Net.Sockets;
using Exports.Cli;
using Exports.Cli.Api;

namespace Exports.Functions.Tests.Cli.Api;

public sealed class ExportsClientTests
{
    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, ExitCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden, ExitCode.Unauthorized)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, ExitCode.ServerError)]
    [InlineData(HttpStatusCode.InternalServerError, ExitCode.ServerError)]
    internal async Task GetExportAsync_ErrorStatus_ThrowsItsExitCodeWithTheServersMessage(HttpStatusCode status, ExitCode expected)
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json("""{"message":"because"}""", status));

        var exception = await Assert.ThrowsAsync<CommandException>(() => server.Client().GetExportAsync(7, CancellationToken.None));

        Assert.Equal(expected, exception.ExitCode);
        Assert.Equal($"reading the export status: the server answered {(int)status}: because", exception.Message);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task GetExportAsync_AnswerIsNotTheContract_ThrowsServerError(string body)
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json(body));

        var exception = await Assert.ThrowsAsync<CommandException>(() => server.Client().GetExportAsync(7, CancellationToken.None));

        Assert.Equal(ExitCode.ServerError, exception.ExitCode);
    }

    [Fact]
    public async Task GetExportAsync_ConnectionBreaksInsideTheAnswer_ThrowsServerUnreachable()
    {
        using var server = new ScriptedServer(_ => new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) });

        var exception = await Assert.ThrowsAsync<CommandException>(() => server.Client().GetExportAsync(7, CancellationToken.None));

        Assert.Equal(ExitCode.ServerUnreachable, exception.ExitCode);
        Assert.Equal("http://server.test: the connection broke: Connection reset by peer", exception.Message);
    }

    [Fact]
    public async Task GetExportAsync_ConnectionBreaksInsideAnErrorAnswer_NamesTheStatus()
    {
        using var server = new ScriptedServer(
            _ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StreamContent(new BrokenStream()) });

        var exception = await Assert.ThrowsAsync<CommandException>(() => server.Client().GetExportAsync(7, CancellationToken.None));

        Assert.Equal("reading the export status: the server answered 404: Not Found", exception.Message);
    }

    [Fact]
    public async Task GetExportAsync_ErrorPageOfAProxy_NamesTheStatus()
    {
        using var server = new ScriptedServer(_ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>") });

        var exception = await Assert.ThrowsAsync<CommandException>(() => server.Client().GetExportAsync(7, CancellationToken.None));

        Assert.Equal("reading the export status: the server answered 404: Not Found", exception.Message);
    }

    [Fact]
    public async Task GetExportAsync_NobodyListens_ThrowsServerUnreachable()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{UnusedPort()}/") };

        var exception = await Assert.ThrowsAsync<CommandException>(() => new ExportsClient(http).GetExportAsync(7, CancellationToken.None));

        Assert.Equal(ExitCode.ServerUnreachable, exception.ExitCode);
        Assert.Contains("the server cannot be reached", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TryCreateProjectAsync_PathTaken_ReturnsNull()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json("""{"message":"taken"}""", HttpStatusCode.Conflict));

        Assert.Null(await server.Client().TryCreateProjectAsync("path", "name", CancellationToken.None));
    }

    [Fact]
    public async Task StartExportAsync_Always_SendsTheIdempotencyKey()
    {
        string? key = null;
        using var server = new ScriptedServer(request =>
        {
            key = request.Headers.GetValues("Idempotency-Key").Single();
            return ScriptedServer.Json("""{"message":"202 Accepted","job":{"id":"j","status":"queued"}}""", HttpStatusCode.Accepted);
        });

        var job = await server.Client().StartExportAsync(7, "the-key", CancellationToken.None);

        Assert.Equal(("the-key", "j"), (key, job.Id));
        Assert.Equal(["POST /api/v4/projects/7/export"], server.Requests);
    }

    /// <summary>A port that the system just handed out and took back: nobody listens there.</summary>
    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Connection reset by peer");
    }
}
