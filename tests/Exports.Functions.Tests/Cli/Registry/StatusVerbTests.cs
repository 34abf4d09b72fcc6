using System.Net;
using Exports.Cli;
using Exports.Cli.Api;
using Exports.Cli.Registry;
using Spectre.Console;

namespace Exports.Functions.Tests.Cli.Registry;

public sealed class StatusVerbTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Status_OutputIsRedirected_PrintsALineForEachChange()
    {
        using var server = Server(Status(2, 0), Status(2, 0), Status(1, 1), Status(0, 2));

        await Verb(server).RunAsync(CancellationToken.None);

        string[] expected =
        [
            "starts=capacity_reached  active=2/5  breaker=closed  importing=2  import_done=0",
            "starts=capacity_reached  active=1/5  breaker=closed  importing=1  import_done=1",
            "starts=capacity_reached  active=0/5  breaker=closed  importing=0  import_done=2",
        ];
        Assert.Equal(expected, _output.ToString().TrimEnd().Split(_output.NewLine));
    }

    [Fact]
    public async Task Status_Terminal_ShowsATableThatChanges()
    {
        using var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        });
        using var server = Server(Status(2, 0), Status(0, 2));

        await Verb(server, console).RunAsync(CancellationToken.None);

        var shown = screen.ToString();
        Assert.Contains("Registry imports", shown, StringComparison.Ordinal);
        Assert.Contains("2 of 5", shown, StringComparison.Ordinal);
        Assert.Contains("0 of 5", shown, StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Status_ServerIsAwayForAMoment_GoesOn()
    {
        var requests = 0;
        using var server = new ScriptedServer(_ => ++requests == 2
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
            : ScriptedServer.Json(requests == 1 ? Status(1, 0) : Status(0, 1)));

        await Verb(server).RunAsync(CancellationToken.None);

        Assert.Equal(3, requests);
    }

    [Fact]
    public async Task Status_CtrlC_ReturnsCancelled()
    {
        using var source = new CancellationTokenSource();
        using var server = new ScriptedServer(_ =>
        {
            source.Cancel();
            return ScriptedServer.Json(Status(1, 0));
        });
        using var run = RegistryRun.Against(server);

        Assert.Equal((int)ExitCode.Cancelled, await run.RunAsync(source.Token, "status"));
    }

    [Theory]
    [InlineData("free", "free")]
    [InlineData("disabled", "held: imports are not enabled")]
    [InlineData("paused", "held: paused by ann at 2026-01-02 03:04:05Z: [red] alert")]
    [InlineData("capacity_zero", "held: the capacity is 0")]
    [InlineData("capacity_reached", "held: every slot is in use")]
    [InlineData("breaker_open", "held: the breaker is open")]
    [InlineData("breaker_probing", "held: the breaker's probe is under way")]
    [InlineData("waiting", "held: the waiting time after the last finished step is not over")]
    [InlineData("new_moon", "held: new_moon")]
    public void Starts_EachCode_IsASentence(string code, string sentence)
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var status = new RegistryStatusAnswer(
            true, code, new PauseAnswer("[red] alert", "ann", at), 5, 0, [], new BreakerAnswer("closed", 0, 0), null);

        Assert.Equal(sentence, StatusLines.Starts(status));
        Assert.Equal($"{sentence}, until 2026-01-02 03:04:05Z", StatusLines.Starts(status with { WaitingUntil = at }));
        Assert.Equal(4, StatusTable.Of(status).Rows.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, ExitCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden, ExitCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound, ExitCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict, ExitCode.Conflict)]
    [InlineData(HttpStatusCode.TooManyRequests, ExitCode.ServerError)]
    [InlineData(HttpStatusCode.InternalServerError, ExitCode.ServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable, ExitCode.ServerError)]
    internal async Task Status_ErrorAnswer_ReturnsItsCodeWithOneLine(HttpStatusCode status, ExitCode expected)
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json("""{"message":"because"}""", status));
        using var run = RegistryRun.Against(server);

        Assert.Equal((int)expected, await run.RunAsync("status", "--once"));

        Assert.Equal($"exports: reading the status: the server answered {(int)status}: because", run.Error.TrimEnd());
    }

    [Fact]
    public async Task Status_NobodyListens_ReturnsServerUnreachable()
    {
        using var server = new ScriptedServer(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        using var run = RegistryRun.Against(server);

        Assert.Equal((int)ExitCode.ServerUnreachable, await run.RunAsync("status", "--once"));
    }

    private static ScriptedServer Server(params string[] answers)
    {
        var left = new Queue<string>(answers);
        return new ScriptedServer(_ => ScriptedServer.Json(left.Dequeue()));
    }

    private static string Status(int importing, int done) =>
        $$$"""
        {"enabled":true,"starts":"capacity_reached","paused":null,"capacity":5,"active":{{{importing}}},
         "counts":{"importing":{{{importing}}},"import_done":{{{done}}}},
         "breaker":{"state":"closed","failed":0,"judged":0,"opened_at":null},
         "waiting_until":null}
        """;

    private StatusVerb Verb(ScriptedServer server, IAnsiConsole? console = null) => new(
        new StatusRequest(TimeSpan.Zero, IsUntilDone: true),
        new RegistryImportsClient(server.Http()),
        new RegistryTerminal(() => Stream.Null, _output, TimeProvider.System, console));
}
