using Exports.Cli;
using Exports.Cli.Commands;
using Exports.Cli.Registry;

namespace Exports.Functions.Tests.Cli.Commands;

public sealed class RegistryCommandLineTests : IDisposable
{
    private readonly StringWriter _error = new();
    private RegistryArguments? _arguments;

    public void Dispose() => _error.Dispose();

    [Theory]
    [InlineData("registry")]
    [InlineData("registry", "wait", "--server", "http://x")]
    [InlineData("registry", "add", "--server", "http://x")]
    [InlineData("registry", "add", "", "--server", "http://x")]
    [InlineData("registry", "explain", "--server", "http://x")]
    [InlineData("registry", "reset", "--server", "http://x")]
    [InlineData("registry", "pause", "--server", "http://x")]
    [InlineData("registry", "status", "--server", "ftp://x")]
    [InlineData("registry", "status", "--server", "http://x", "--interval", "0")]
    [InlineData("registry", "status", "--server", "http://x", "--interval", "soon")]
    public async Task RunAsync_WrongArguments_ReturnsUsageWithOneLine(params string[] args)
    {
        Assert.Equal((int)ExitCode.Usage, await RunAsync(args));

        Assert.Null(_arguments);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("add", "-")]
    [InlineData("status")]
    [InlineData("explain", "a")]
    [InlineData("retry", "a")]
    [InlineData("skip", "a")]
    [InlineData("cancel", "a")]
    [InlineData("force-cancel", "a")]
    [InlineData("reset", "--reason", "a")]
    [InlineData("pause", "--reason", "a")]
    [InlineData("resume")]
    public async Task RunAsync_VerbWithoutServer_AsksForOne(params string[] args)
    {
        Assert.Equal((int)ExitCode.Usage, await RunAsync(["registry", .. args]));

        Assert.StartsWith("exports: --server is missing: name the running service", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry", "--server", "https://x/y", "--token", "hush-t", "resume")]
    [InlineData("registry", "resume", "--server", "https://x/y", "--token", "hush-t")]
    public async Task RunAsync_ServerAndToken_StandBeforeOrBehindTheVerb(params string[] args)
    {
        Assert.Equal(0, await RunAsync(args));

        Assert.Equal((new Uri("https://x/y"), "hush-t"), (_arguments!.Server, _arguments.Token));
    }

    private Task<int> RunAsync(params string[] args)
    {
        var actions = new CommandActions(
            (_, _) => Task.CompletedTask,
            (_, _) => Task.CompletedTask,
            (arguments, _) =>
            {
                _arguments = arguments;
                return Task.CompletedTask;
            });
        return new CommandLine(actions, TextWriter.Null, _error).RunAsync(args);
    }
}
