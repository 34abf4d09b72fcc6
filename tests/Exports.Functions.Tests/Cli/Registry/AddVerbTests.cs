using System.Net;
using Exports.Cli;
using Exports.Cli.Api;

namespace Exports.Functions.Tests.Cli.Registry;

public sealed class AddVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<int> _batches = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_MoreThanOneRequestTakes_SendsRequestsOfTenThousand()
    {
        using var server = Counting();
        using var run = RegistryRun.Against(server);

        Assert.Equal(0, await run.RunAsync("add", Csv(25_000)));

        Assert.Equal([10_000, 10_000, 5_000], _batches);
        Assert.Equal(["sent 10000", "sent 20000", "sent 25000", "registered 25000, updated 0, unchanged 0"], run.Lines);
    }

    [Fact]
    public async Task Add_LineThatIsNoRepository_NamesItAndWhatIsAlreadyThere()
    {
        using var server = Counting();
        using var run = RegistryRun.Against(server);
        var file = Csv(12_000);
        await File.AppendAllTextAsync(file, "a/b,many,2025-01-01T00:00:00Z\n");

        Assert.Equal((int)ExitCode.InputInvalid, await run.RunAsync("add", file));

        Assert.Equal([10_000], _batches);
        string[] expected =
        [
            "exports: line 12001: tags_count is not a number: 'many'",
            "The 10000 repositories sent before are registered; with the line put right, repeat the command.",
        ];
        Assert.Equal(expected, run.Error.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Add_ServerRefusesOneOfTheSecondRequest_NamesItsLine()
    {
        var requests = 0;
        using var server = new ScriptedServer(_ => ++requests == 1
            ? ScriptedServer.Json("""{"registered":10000,"updated":0,"unchanged":0}""", HttpStatusCode.Accepted)
            : ScriptedServer.Json("""{"message":"400 Bad request - repository 7: created_at is missing"}""", HttpStatusCode.BadRequest));
        using var run = RegistryRun.Against(server);

        Assert.Equal((int)ExitCode.InputInvalid, await run.RunAsync("add", Csv(10_050)));

        Assert.StartsWith("exports: line 10007: created_at is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_ServerRefusesTheRequestAsAWhole_ReturnsServerError()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json("""{"message":"no"}""", HttpStatusCode.BadRequest));
        using var run = RegistryRun.Against(server);

        Assert.Equal((int)ExitCode.ServerError, await run.RunAsync("add", Csv(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("[]")]
    [InlineData("path,tags_count,created_at\n")]
    public async Task Add_NoRepository_SaysSo(string input)
    {
        using var server = Counting();
        using var run = new RegistryRun((_, _) => server.Http()) { Input = input };

        Assert.Equal((int)ExitCode.InputInvalid, await run.RunAsync("add", "-"));

        Assert.Equal("exports: the standard input holds no repository", run.Error.TrimEnd());
        Assert.Empty(_batches);
    }

    [Fact]
    public async Task Add_AnswerIsLost_SendsTheSameAgain()
    {
        var requests = 0;
        var handler = new ScriptedServer(_ => ++requests == 1
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost")
            : ScriptedServer.Json("""{"registered":0,"updated":0,"unchanged":3}""", HttpStatusCode.Accepted));
        using var run = new RegistryRun(
            (server, _) => new HttpClient(new PatientHandler(handler, TimeProvider.System, _ => { })) { BaseAddress = server });

        Assert.Equal(0, await run.RunAsync("add", Csv(3)));

        Assert.Equal(2, requests);
        Assert.Equal(["sent 3", "registered 0, updated 0, unchanged 3"], run.Lines);
    }

    [Fact]
    public async Task Add_FileThatIsNotThere_ReturnsFileUnreadable()
    {
        using var server = Counting();
        using var run = RegistryRun.Against(server);

        Assert.Equal((int)ExitCode.FileUnreadable, await run.RunAsync("add", _folder.PathOf("missing")));
    }

    private string Csv(int count) => _folder.Write(
        "list.csv", string.Concat(Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"g/app-{number},1,2025-01-01T00:00:00Z\n"))));

    private ScriptedServer Counting() => new(request =>
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        var lines = reader.ReadToEnd().Split('\n').Length;
        _batches.Add(lines);
        return ScriptedServer.Json($$"""{"registered":{{lines}},"updated":0,"unchanged":0}""", HttpStatusCode.Accepted);
    });
}
