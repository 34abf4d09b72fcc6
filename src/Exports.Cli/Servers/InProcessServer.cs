using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Hosting;
using Exports.Functions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.Cli.Servers;

/// <summary>The product's own host, started on a free loopback port with a token that nobody else knows.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    /// <summary>More than any folder holds: nothing but this program uploads here.</summary>
    private const long MaxBodyBytes = 1L << 50;

    /// <summary>Progress is recorded after each segment: small ones keep the bar moving. The archive's bytes do not depend on it.</summary>
    private const long SegmentBytes = 32L << 20;

    private readonly DataDirectory _data;
    private IHost? _host;

    private InProcessServer(DataDirectory data) => _data = data;

    public string Token { get; } = AccessToken.Create();

    /// <summary>Where the host writes: the reason behind many an error of it.</summary>
    public LocalDisk Disk => _data.Disk();

    public Uri Address =>
        new(_host!.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <param name="dataFolder">Null: a temporary folder that goes with the server.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="CommandException">The host says why it cannot start.</exception>
    public static async Task<InProcessServer> StartAsync(string? dataFolder, CancellationToken cancellationToken)
    {
        var server = new InProcessServer(DataDirectory.Open(dataFolder));
        try
        {
            await server.StartHostAsync(cancellationToken);
            return server;
        }
        catch (HostStartException exception)
        {
            await server.DisposeAsync();
            throw new CommandException(ExitCode.ServerUnreachable, $"the service cannot start: {exception.Message}", exception);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        await _data.DisposeAsync();
    }

    private Task StartHostAsync(CancellationToken cancellationToken)
    {
        // The content root keeps settings files of the folder that the person happens to stand in out of this host.
        _host = Program.CreateBuilder(["--contentRoot", AppContext.BaseDirectory], Configure).Build();
        return _host.StartAsync(cancellationToken);
    }

    private void Configure(FunctionsApplicationBuilder builder)
    {
        builder.UseEmbeddedHost(options =>
        {
            options.DataFolder = _data.Path;
            options.Urls = ["http://127.0.0.1:0"];
            options.QuietStart = true;

            // What is thrown away at the end need not survive a power cut.
            options.Synchronous = _data.IsTemporary ? SqliteSynchronous.Off : SqliteSynchronous.Full;
        });
        builder.Configuration.AddInMemoryCollection(AccessToken.Settings(Token));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AllowAnonymous"] = "false",
            ["Http:MaxBodyBytes"] = $"{MaxBodyBytes}",
            ["ProjectExports:SegmentBytes"] = $"{SegmentBytes}",

            // Nobody else asks this server, and its one caller is the person who waits.
            ["RateLimits:ExportsPerMinute"] = "0",
            ["RateLimits:DownloadsPerMinute"] = "0",

            // What fails here (a full disk, a damaged content) fails again; the person is waiting.
            ["ProjectExports:Retries"] = "0",
        });
    }
}
