using System.Net;
using System.Security.Cryptography;
using Exports.Cli;
using Exports.Cli.Commands;
using Exports.Cli.Servers;

namespace Exports.Functions.Tests.Cli.Commands;

/// <summary>What the command makes of a server that does not do its part.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Finished =
        """{"export_status":"finished","latest_job":{"id":"j","status":"finished"},"archive":{"size":3,"sha256":"HASH"}}""";

    private static readonly byte[] NoArchive = [1, 2, 3];
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _target = new();

    public ExportCommandTests() => _folder.Write("file");

    public void Dispose()
    {
        _folder.Dispose();
        _target.Dispose();
    }

    [Fact]
    public async Task RunAsync_ServerFailsOnAFullDisk_ThrowsDiskFullWithTheFolder()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json("""{"message":"500"}""", HttpStatusCode.InternalServerError));

        var exception = await RunAsync(server, new LocalDisk("/data", FreeBytes: 3));

        Assert.Equal(ExitCode.DiskFull, exception.ExitCode);
        Assert.StartsWith("/data: the disk is full (3 B left): creating the project", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ServerFails_ThrowsServerError()
    {
        using var server = new ScriptedServer(_ => ScriptedServer.Json("""{"message":"500"}""", HttpStatusCode.InternalServerError));

        Assert.Equal(ExitCode.ServerError, (await RunAsync(server)).ExitCode);
        Assert.Equal(ExitCode.ServerError, (await RunAsync(server, new LocalDisk("/data", FreeBytes: 4))).ExitCode);
    }

    [Fact]
    public async Task RunAsync_ServerDeliversSomethingElse_ThrowsVerificationFailedAndSavesNothing()
    {
        using var server = new ScriptedServer(Answer);

        var exception = await RunAsync(server);

        Assert.Equal(ExitCode.VerificationFailed, exception.ExitCode);
        Assert.Empty(Directory.GetFiles(_target.Root));
    }

    /// <summary>A server that keeps to the protocol and lies about the archive.</summary>
    private static HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(NoArchive));
        return (request.Method.Method, request.RequestUri!.AbsolutePath) switch
        {
            ("POST", "/api/v4/projects") => ScriptedServer.Json("""{"id":1,"path_with_namespace":"p"}""", HttpStatusCode.Created),
            ("POST", "/api/v4/projects/1/files") => ScriptedServer.Json("{}"),
            ("POST", _) => ScriptedServer.Json("""{"job":{"id":"j","status":"queued"}}""", HttpStatusCode.Accepted),
            ("GET", "/api/v4/projects/1/export/download") => new HttpResponseMessage { Content = new ByteArrayContent(NoArchive) },
            _ => ScriptedServer.Json(Finished.Replace("HASH", hash, StringComparison.Ordinal)),
        };
    }

    private async Task<CommandException> RunAsync(ScriptedServer server, LocalDisk? disk = null)
    {
        var command = new ExportCommand(new ScriptedConnector(server, disk), new ScriptedDisplay(), TimeProvider.System);
        var arguments = new ExportArguments { Folder = _folder.Root, Output = _target.PathOf("out.tar.gz") };
        return await Assert.ThrowsAsync<CommandException>(() => command.RunAsync(arguments, CancellationToken.None));
    }

    private sealed class ScriptedConnector(ScriptedServer server, LocalDisk? disk) : IServerConnector
    {
        public Task<ServerConnection> ConnectAsync(ExportArguments arguments, CancellationToken cancellationToken) =>
            Task.FromResult(new ServerConnection(server.Http())
            {
                CommitBytes = long.MaxValue,
                PollInterval = TimeSpan.Zero,
                Disk = () => disk,
            });
    }
}
