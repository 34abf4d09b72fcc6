using System.Net.Sockets;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Hosting.Configuration;
using Exports.EmbeddedHost.Hosting.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>
/// Starts folder lock, database, the application's hosted services, engine, timers and HTTP in this order, and stops them in the reverse
/// one: whoever asks for work starts after those who do it.
/// </summary>
internal sealed class FunctionsHost(WebApplication application, HostJson hostJson) : IHost, IAsyncDisposable
{
    private readonly EmbeddedHostOptions _options = application.Services.GetRequiredService<EmbeddedHostOptions>();

    // Kestrel empties its list when it fails to bind.
    private readonly string _addresses = string.Join(", ", application.Urls);

    public IServiceProvider Services => application.Services;

    /// <exception cref="HostStartException">
    /// A setting is wrong, the folder is in use, the database is damaged, or an address cannot be had.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        SettingsCheck.Run(Services);
        try
        {
            Services.GetRequiredService<DataFolder>();
            Services.GetRequiredService<SqliteDatabase>();
            FunctionsHostFactory.MapEndpoints(application, hostJson);
            await application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (BindingFault(exception) is { } fault)
        {
            throw new HostStartException($"Cannot listen on {_addresses}: {fault}", exception);
        }

        Services.GetRequiredService<HostPhase>().Started();
        if (!_options.QuietStart)
        {
            StartupListing.Write(Console.Out, Services, application.Urls, hostJson);
        }
    }

    /// <summary>Why Kestrel got no socket at its address; null for every other failure.</summary>
    private static string? BindingFault(Exception exception) => exception switch
    {
        IOException { InnerException: AddressInUseException } =>
            "the port is in use. Stop the other program, or choose another address with --urls.",
        IOException { InnerException: AggregateException { InnerExceptions: [SocketException each, ..] } } => each.Message,
        SocketException socket => socket.Message,
        _ => null,
    };

    /// <summary>Requests, activities and timer runs share the grace time; what is still going then resumes at the next start.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => application.StopAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Closes the database and frees the folder. After a failed start this also undoes what had been started.</summary>
    public ValueTask DisposeAsync() => application.DisposeAsync();
}
