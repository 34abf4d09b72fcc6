using Exports.Cli;
using Exports.Cli.Commands;
using Exports.Cli.Servers;
using Exports.TestKit.Logging;

namespace Exports.Functions.Tests.Cli.Commands;

/// <summary>The command from its arguments to its exit code, against the product in this process.</summary>
public sealed class ExportFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _target = new();
    private readonly ScriptedDisplay _display = new();
    private readonly StringWriter _error = new();

    private string Output => _target.PathOf("out.tar.gz");

    public void Dispose()
    {
        _folder.Dispose();
        _target.Dispose();
        _error.Dispose();
        new SecretWatch().ThrowIfIn([.. _display.Lines, _error.ToString()]);
    }

    [Fact]
    public async Task Export_FolderWithAwkwardNames_SavesAVerifiedArchive()
    {
        foreach (var name in new[] { "a%2Fb", "100%41", "a+b", "ü", "#", "?", "dot.", "deep/er/file", "empty" })
        {
            _folder.Write(name, name == "empty" ? "" : name);
        }

        var exitCode = await RunAsync("export", _folder.Root, "-o", Output);

        Assert.Equal("", _error.ToString());
        Assert.Equal((int)ExitCode.Verified, exitCode);
        Assert.Equal([Output], Directory.GetFiles(_target.Root));
        Assert.Equal(["status    none", "status    finished"], _display.Lines.Where(IsFirstOrLastStatus));
        Assert.Contains($"archive   {Output}", _display.Lines);
        Assert.Contains("verified  9 files equal the folder's", _display.Lines);
    }

    [Fact]
    public async Task Export_TwiceWithOneDataFolder_MakesASecondProject()
    {
        _folder.Write("a", "one");
        var data = _target.PathOf("data");
        Assert.Equal(0, await RunAsync("export", _folder.Root, "-o", Output, "--data", data));
        Assert.Equal(0, await RunAsync("export", _folder.Root, "-o", Output, "--data", data, "--overwrite"));

        Assert.Equal(2, _display.Lines.Where(line => line.StartsWith("project", StringComparison.Ordinal)).Distinct().Count());
        Assert.True(File.Exists(Path.Combine(data, "exports.db")));
    }

    [Fact]
    public async Task Export_ServerWithAnotherToken_ReturnsUnauthorizedAndLeavesNothing()
    {
        _folder.Write("a", "one");
        await using var server = await InProcessServer.StartAsync(null, CancellationToken.None);

        var exitCode = await RunAsync("export", _folder.Root, "-o", Output, "--server", server.Address.ToString(), "--token", "hush-wrong");

        Assert.Equal((int)ExitCode.Unauthorized, exitCode);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
        Assert.Empty(Directory.GetFiles(_target.Root));
    }

    [Fact]
    public async Task Export_ToARunningServer_SavesAVerifiedArchive()
    {
        _folder.Write("a", "one");
        await using var server = await InProcessServer.StartAsync(null, CancellationToken.None);

        var exitCode = await RunAsync("export", _folder.Root, "-o", Output, "--server", server.Address.ToString(), "--token", server.Token);

        Assert.Equal("", _error.ToString());
        Assert.Equal((int)ExitCode.Verified, exitCode);
    }

    [Fact]
    public async Task Export_DataFolderInUse_ReturnsServerUnreachableWithTheReason()
    {
        _folder.Write("a", "one");
        var data = _target.PathOf("data");
        await using var server = await InProcessServer.StartAsync(data, CancellationToken.None);

        Assert.Equal((int)ExitCode.ServerUnreachable, await RunAsync("export", _folder.Root, "-o", Output, "--data", data));

        Assert.Contains("in use by another host", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_LinksSkipped_ExportsTheRestAndNamesThem()
    {
        _folder.Write("a", "one");
        File.CreateSymbolicLink(_folder.PathOf("link"), "a");

        Assert.Equal((int)ExitCode.SpecialFiles, await RunAsync("export", _folder.Root, "-o", Output));
        Assert.Equal((int)ExitCode.Verified, await RunAsync("export", _folder.Root, "-o", Output, "--skip-special"));

        Assert.Contains("skipped   link link", _display.Lines);
    }

    private static Task NotAskedFor(object arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This was not asked for.");

    private static bool IsFirstOrLastStatus(string line) => line is "status    none" or "status    finished";

    private Task<int> RunAsync(params string[] args)
    {
        var connector = new ServerConnector(TimeProvider.System, _display.Line);
        var export = new ExportCommand(connector, _display, TimeProvider.System);
        var actions = new CommandActions(export.RunAsync, NotAskedFor, NotAskedFor);
        return new CommandLine(actions, TextWriter.Null, _error).RunAsync(args);
    }
}
