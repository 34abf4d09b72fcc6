using Exports.Cli;
using Exports.Cli.Commands;

namespace Exports.Functions.Tests.Cli.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _error = new();
    private ExportArguments? _arguments;

    public void Dispose() => _error.Dispose();

    [Theory]
    [InlineData("export")]
    [InlineData("export", "folder", "--unknown")]
    [InlineData("export", "folder", "--server", "ftp://x")]
    [InlineData("export", "folder", "--server", "http://x", "--data", "d")]
    [InlineData("export", "")]
    [InlineData("export", "folder", "--output", "")]
    [InlineData("export", "folder", "--data", "")]
    [InlineData("serve", "--data", "")]
    [InlineData("serve", "--urls", "")]
    [InlineData("unknown")]
    public async Task RunAsync_WrongArguments_ReturnsUsageWithOneLine(params string[] args)
    {
        Assert.Equal((int)ExitCode.Usage, await RunAsync(() => Task.CompletedTask, args));

        Assert.Null(_arguments);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("export", "folder", "unknown")]
    [InlineData("registry", "unknown", "--server", "http://x")]
    public async Task RunAsync_UnknownWord_IsNamed(params string[] args)
    {
        await RunAsync(() => Task.CompletedTask, args);

        Assert.StartsWith("exports: Unrecognized command or argument 'unknown'.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CommandThatWorksBeforeItsFirstAwait_CanBeInterrupted()
    {
        using var returned = new ManualResetEventSlim();
        var run = RunAsync(
            () => returned.Wait(TimeSpan.FromSeconds(10)) ? Task.CompletedTask : throw new TimeoutException("Ctrl-C is not heard yet."),
            "export",
            "f");
        returned.Set();

        Assert.Equal(0, await run);
    }

    [Fact]
    public async Task RunAsync_AllOptions_ReachTheCommand()
    {
        string[] args = ["export", "f", "-o", "out", "--overwrite", "--server", "https://x/y", "--token", "hush-t", "--skip-special"];

        Assert.Equal(0, await RunAsync(() => Task.CompletedTask, args));

        var expected = new ExportArguments
        {
            Folder = "f",
            Output = "out",
            Overwrite = true,
            Server = new Uri("https://x/y"),
            Token = "hush-t",
            SkipSpecial = true,
        };
        Assert.Equal(expected, _arguments);
    }

    [Fact]
    public async Task RunAsync_ExpectedFailure_PrintsOneLineAndItsDetails()
    {
        var failure = new CommandException(ExitCode.SpecialFiles, "found\nlinks") { Details = ["  link: a"] };

        Assert.Equal((int)ExitCode.SpecialFiles, await RunAsync(() => throw failure, "export", "f"));

        Assert.Equal(["exports: found links", "  link: a"], _error.ToString().TrimEnd().Split(_error.NewLine));
    }

    [Fact]
    public async Task RunAsync_FailureThatQuotesATerminalsOrders_GivesNone()
    {
        var failure = new CommandException(ExitCode.SpecialFiles, "found \u001b[2J") { Details = ["  link: \u001b]0;a\u0007\n"] };

        await RunAsync(() => throw failure, "export", "f");

        Assert.Equal(["exports: found ?[2J", "  link: ?]0;a? "], _error.ToString().Split(_error.NewLine)[..2]);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Returns130() =>
        Assert.Equal(130, await RunAsync(() => throw new OperationCanceledException(), "export", "f"));

    [Fact]
    public async Task RunAsync_Defect_ReturnsUnexpectedWithTheWholeException()
    {
        Assert.Equal(1, await RunAsync(() => throw new InvalidOperationException("bug"), "export", "f"));

        Assert.Contains("System.InvalidOperationException: bug", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ExitCode_AnyTwo_AreDistinct() =>
        Assert.Equal(Enum.GetNames<ExitCode>().Length, Enum.GetValues<ExitCode>().Cast<int>().Distinct().Count());

    private Task<int> RunAsync(Func<Task> command, params string[] args)
    {
        var actions = new CommandActions(
            (arguments, _) =>
            {
                _arguments = arguments;
                return command();
            },
            (_, _) => command(),
            (_, _) => command());
        return new CommandLine(actions, TextWriter.Null, _error).RunAsync(args);
    }
}
