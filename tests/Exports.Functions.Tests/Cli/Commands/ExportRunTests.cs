using System.Net;
using Exports.Cli;
using Exports.Cli.Api;
using Exports.Cli.Commands;

namespace Exports.Functions.Tests.Cli.Commands;

public sealed class ExportRunTests
{
    private const string None = """{"export_status":"none"}""";
    private const string Queued = """{"export_status":"queued","latest_job":{"id":"j","status":"queued"}}""";
    private const string Started =
        """{"export_status":"started","latest_job":{"id":"j","status":"started","attempt":1,"progress":{"bytes_done":1,"bytes_total":2}}}""";
    private const string Finished =
        """{"export_status":"finished","latest_job":{"id":"j","status":"finished"},"archive":{"size":5,"sha256":"ab"}}""";
    private const string Failed =
        """{"export_status":"none","latest_job":{"id":"j","status":"failed","reason":"attempts_exhausted","message":"disk on fire"}}""";

    private readonly ScriptedDisplay _display = new();

    [Fact]
    public async Task RunAsync_HappyPath_ShowsEveryStatusOnceAndReturnsTheArchive()
    {
        using var server = Server(None, Queued, Queued, Started, Started, Finished);

        var archive = await Run(server).RunAsync(1, TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(new ArchiveAnswer(5, "ab"), archive);
        Assert.Equal(["status    none", "status    queued", "status    started", "status    finished"], _display.Lines);
    }

    [Fact]
    public async Task RunAsync_JobFails_ThrowsExportFailedWithItsReason()
    {
        using var server = Server(None, Started, Failed);

        var exception = await Assert.ThrowsAsync<CommandException>(() => Run(server).RunAsync(1, TimeSpan.Zero, CancellationToken.None));

        Assert.Equal(ExitCode.ExportFailed, exception.ExitCode);
        Assert.Equal("the export failed: attempts_exhausted: disk on fire", exception.Message);
    }

    [Fact]
    public async Task RunAsync_SomebodyElseStartsANewerJob_StillWaitsForItsOwn()
    {
        const string Newer = """{"export_status":"queued","latest_job":{"id":"k","status":"queued"}}""";
        const string Regenerating =
            """{"export_status":"regeneration_in_progress","latest_job":{"id":"k","status":"queued"},"archive":{"size":5,"sha256":"ab"}}""";
        using var server = Server(None, Newer, """{"id":"j","status":"started"}""", Newer, """{"id":"j","status":"finished"}""", Regenerating);

        Assert.Equal(new ArchiveAnswer(5, "ab"), await Run(server).RunAsync(1, TimeSpan.Zero, CancellationToken.None));
        Assert.Equal(2, server.Requests.Count(request => request == "GET /api/v4/projects/1/exports/j"));
    }

    [Fact]
    public async Task RunAsync_CancelledWhileWaiting_CancelsTheJob()
    {
        using var source = new CancellationTokenSource();
        using var server = Server(source.Cancel, None, Queued);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(server).RunAsync(1, TimeSpan.FromHours(1), source.Token));

        Assert.Equal("POST /api/v4/projects/1/exports/j/cancel", server.Requests[^1]);
        Assert.Equal("status    cancelled", _display.Lines[^1]);
    }

    [Fact]
    public async Task FollowAsync_ServerIsAwayForAWhile_GoesOnWhenItIsBack()
    {
        var calls = 0;
        using var server = new ScriptedServer(_ => ++calls switch
        {
            1 => ScriptedServer.Json(Started),
            < 5 => throw new HttpRequestException(HttpRequestError.ConnectionError),
            _ => ScriptedServer.Json(Finished),
        });

        var archive = await Run(server, patience: TimeSpan.FromMinutes(1)).FollowAsync(1, "j", TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(new ArchiveAnswer(5, "ab"), archive);
        Assert.Equal(["status    started", "status    the server does not answer, waiting for it", "status    finished"], _display.Lines);
    }

    [Fact]
    public async Task FollowAsync_ServerStaysAway_ThrowsServerUnreachable()
    {
        using var server = new ScriptedServer(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));

        var exception = await Assert.ThrowsAsync<CommandException>(
            () => Run(server).FollowAsync(1, "j", TimeSpan.Zero, CancellationToken.None));

        Assert.Equal(ExitCode.ServerUnreachable, exception.ExitCode);
    }

    private static ScriptedServer Server(params string[] statuses) => Server(() => { }, statuses);

    private static ScriptedServer Server(Action onLastStatus, params string[] statuses)
    {
        var left = new Queue<string>(statuses);
        return new ScriptedServer(request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                return ScriptedServer.Json("""{"job":{"id":"j","status":"queued"}}""", HttpStatusCode.Accepted);
            }

            var status = left.Dequeue();
            if (left.Count == 0)
            {
                onLastStatus();
            }

            return ScriptedServer.Json(status);
        });
    }

    private ExportRun Run(ScriptedServer server, TimeSpan patience = default) =>
        new(server.Client(), _display, TimeProvider.System, patience);
}
