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
using Microsoft.Extensions.Options;

namespace Exports.Cli.Servers;

/// <summary>The product's own host, started on a free loopback port with a token that nobody else knows.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DataDirectory _data;

    private InProcessServer(IHost host, DataDirectory data, string token)
    {
        _host = host;
        _data = data;
        Token = token;
    }

    public string Token { get; }

    /// <summary>The folder whose disk is full, or null while there is room: the reason behind many an error of the host.</summary>
    public string? FullDisk => _data.IsFull() ? _data.Path : null;

    public Uri Address => new(_host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <param name="dataFolder">Null: a temporary folder that goes with the server.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="CommandException">The host says why it cannot start.</exception>
    public static async Task<InProcessServer> StartAsync(string? dataFolder, CancellationToken cancellationToken)
    {
        var data = DataDirectory.Open(dataFolder);
        InProcessServer? server = null;
        try
        {
            var token = AccessToken.Create();

            // The content root keeps settings files of the folder that the person happens to stand in out of this host.
            var builder = Program.CreateBuilder(["--contentRoot", AppContext.BaseDirectory], builder => Configure(builder, data, token));
            server = new InProcessServer(builder.Build(), data, token);
            await server._host.StartAsync(cancellationToken);
            return server;
        }
        catch (Exception exception)
        {
            await (server?.DisposeAsync() ?? data.DisposeAsync());
            if (exception is HostStartException or OptionsValidationException)
            {
                throw new CommandException(ExitCode.ServerUnreachable, $"the service cannot start: {exception.Message}", exception);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _data.DisposeAsync();
    }

    private static void Configure(FunctionsApplicationBuilder builder, DataDirectory data, string token)
    {
        builder.UseEmbeddedHost(options =>
        {
            options.DataFolder = data.Path;
            options.Urls = ["http://127.0.0.1:0"];
            options.QuietStart = true;

            // What is thrown away at the end need not survive a power cut.
            options.Synchronous = data.IsTemporary ? SqliteSynchronous.Off : SqliteSynchronous.Full;
        });
        builder.Configuration.AddInMemoryCollection(AccessToken.Settings(token));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AllowAnonymous"] = "false",
            ["Http:MaxBodyBytes"] = $"{1L << 50}",
        });
    }
}
