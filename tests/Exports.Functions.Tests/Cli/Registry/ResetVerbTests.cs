using Exports.Cli;
using Exports.Cli.Registry;

namespace Exports.Functions.Tests.Cli.Registry;

public sealed class ResetVerbTests
{
    [Fact]
    public async Task Reset_MoreThanOneRequestDoes_GoesOnUntilNothingIsLeft()
    {
        using var server = Server(
            """{"matched":10000,"reset":10000,"is_complete":false}""",
            """{"matched":12,"reset":12,"is_complete":true}""");
        using var run = RegistryRun.Against(server);

        Assert.Equal(0, await run.RunAsync("reset", "--reason", "too_many_retries"));

        Assert.Equal(["reset 10012"], run.Lines);
    }

    [Fact]
    public async Task Reset_DryRunSeesNotAll_SaysAtLeastAndAsksOnce()
    {
        using var server = Server("""{"matched":10000,"reset":0,"is_complete":false}""");
        using var run = RegistryRun.Against(server);

        Assert.Equal(0, await run.RunAsync("reset", "--reason", "too_many_retries", "--dry-run"));

        Assert.Equal(["would reset at least 10000"], run.Lines);
    }

    [Fact]
    public async Task Reset_NothingMoves_EndsInsteadOfAskingForEver()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json("""{"matched":0,"reset":0,"is_complete":false}"""));
        using var run = RegistryRun.Against(server);

        Assert.Equal((int)ExitCode.ServerError, await run.RunAsync("reset", "--reason", "too_many_retries"));

        Assert.Equal(ResetVerb.FruitlessRequests, server.Requests.Count);
    }

    [Fact]
    public async Task Reset_RequestThatOnlyRemovesLeftovers_GoesOn()
    {
        using var server = Server("""{"matched":0,"reset":0,"is_complete":false}""", """{"matched":3,"reset":3,"is_complete":true}""");
        using var run = RegistryRun.Against(server);

        Assert.Equal(0, await run.RunAsync("reset", "--reason", "too_many_retries"));

        Assert.Equal(["reset 3"], run.Lines);
    }

    private static ScriptedServer Server(params string[] answers)
    {
        var left = new Queue<string>(answers);
        return new ScriptedServer(_ => ScriptedServer.Json(left.Dequeue()));
    }
}
