using System.Text;
using Exports.Cli.Commands;
using Exports.Cli.Registry;
using Spectre.Console;

namespace Exports.Functions.Tests.Cli.Registry;

/// <summary>One <c>exports registry</c> command after the other, from its arguments to its exit code, with what it printed.</summary>
internal sealed class RegistryRun(Func<Uri, string?, HttpClient> connect) : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public string Input { get; init; } = string.Empty;

    public IAnsiConsole? Console { get; init; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string[] Lines => Output.Split(_output.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public static RegistryRun Against(ScriptedServer server) => new((_, _) => server.Http());

    /// <returns>The exit code. What earlier commands printed is forgotten.</returns>
    public Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        var terminal = new RegistryTerminal(() => new MemoryStream(Encoding.UTF8.GetBytes(Input)), _output, TimeProvider.System, Console);
        var registry = new RegistryCommand(connect, terminal);
        var actions = new CommandActions(NotAskedFor, NotAskedFor, registry.RunAsync);
        return new CommandLine(actions, TextWriter.Null, _error)
            .RunAsync(["registry", .. args, "--server", "http://server.test"], cancellationToken);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static Task NotAskedFor(object arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This was not asked for.");
}
