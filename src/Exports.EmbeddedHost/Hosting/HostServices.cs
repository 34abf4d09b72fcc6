using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Exports.EmbeddedHost.Engine;
using Exports.EmbeddedHost.Engine.Dispatch;
using Exports.EmbeddedHost.Engine.Faults;
using Exports.EmbeddedHost.Engine.Store.Sqlite;
using Exports.EmbeddedHost.Hosting.Blobs;
using Exports.EmbeddedHost.Hosting.Data;
using Exports.EmbeddedHost.Hosting.Durable;
using Exports.EmbeddedHost.Hosting.Functions;
using Exports.EmbeddedHost.Hosting.Http;
using Exports.EmbeddedHost.Hosting.Invocation;
using Exports.EmbeddedHost.Hosting.Pipeline;
using Exports.EmbeddedHost.Hosting.Timers;
using Exports.EmbeddedHost.Storage;
using Exports.EmbeddedHost.Storage.Blobs;
using Exports.EmbeddedHost.Storage.Blobs.Signing;
using Exports.EmbeddedHost.Storage.Tables;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exports.EmbeddedHost.Hosting;

/// <summary>Registers what the host is made of. Whatever the application or a test has registered before wins.</summary>
internal static class HostServices
{
    public static void Add(
        IServiceCollection services, EmbeddedHostOptions options, FunctionTable functions, InvocationPipelineBuilder pipeline)
    {
        services.AddSingleton(options);
        services.AddSingleton(functions);
        services.AddSingleton(pipeline);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICommitObserver>(NullCommitObserver.Instance);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopGrace);
        AddData(services);
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton(HostKeyCheck);
        AddTimers(services);
        AddDurable(services);
        AddStorage(services);
        services.AddHostedService<TriggerService>();
    }

    private static void AddData(IServiceCollection services)
    {
        services.AddSingleton(provider => DataFolder.Open(Path.GetFullPath(
            provider.GetRequiredService<EmbeddedHostOptions>().DataFolder,
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath)));
        services.AddSingleton(OpenDatabase);
    }

    private static SqliteDatabase OpenDatabase(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<EmbeddedHostOptions>();
        var path = provider.GetRequiredService<DataFolder>().DatabasePath;
        try
        {
            return SqliteDatabase.Open(
                new SqliteDatabaseOptions(path, options.Synchronous, options.MaxUnitsPerCommit),
                provider.GetRequiredService<ICommitObserver>());
        }
        catch (SqliteException exception)
        {
            throw new HostStartException($"The database {path} cannot be opened: {exception.Message}", exception);
        }
    }

    private static HostKeyCheck HostKeyCheck(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<EmbeddedHostOptions>();
        var setting = provider.GetRequiredService<IConfiguration>()["AllowAnonymous"];
        var asked = options.AllowAnonymous ?? string.Equals(setting, bool.TrueString, StringComparison.OrdinalIgnoreCase);
        return new HostKeyCheck(
            HostKeys.ReadOrCreate(provider.GetRequiredService<DataFolder>().HostKeysPath),
            allowAnonymous: asked && provider.GetRequiredService<IHostEnvironment>().IsDevelopment());
    }

    private static BlobUrlSigner Signer(IServiceProvider provider)
    {
        // Not the key itself: a signed URL goes to people who may try to find its key.
        var key = HostKeys.ReadOrCreate(provider.GetRequiredService<DataFolder>().HostKeysPath);
        var secret = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), "signed URLs of blobs"u8);
        return new(secret, provider.GetRequiredService<TimeProvider>(), () => provider.GetRequiredService<BlobEndpoint>().Address);
    }

    private static void AddTimers(IServiceCollection services)
    {
        services.AddSingleton<TimerMonitor>();
        services.AddSingleton(provider => new TimerTriggerRunner(
            TimerFunction.ReadAll(
                provider.GetRequiredService<FunctionTable>(),
                provider.GetRequiredService<IConfiguration>(),
                provider.GetRequiredService<TimeProvider>().GetUtcNow()),
            provider.GetRequiredService<FunctionInvoker>(),
            provider.GetRequiredService<TimerMonitor>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TimerTriggerRunner>>()));
    }

    private static void AddDurable(IServiceCollection services)
    {
        // Rule D4: what the Functions worker's serializer does, not the SDK's own default.
        services.TryAddSingleton<DataConverter>(_ => new JsonDataConverter(new() { PropertyNameCaseInsensitive = true }));
        services.AddSingleton<IFunctionCatalog, FunctionCatalog>();
        services.TryAddSingleton(provider => provider.GetRequiredService<EmbeddedHostOptions>().Engine);
        services.AddSingleton<DurableEngine>();
        services.TryAddSingleton(provider => provider.GetRequiredService<DurableEngine>().Client);
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.TryAddSingleton<StorageMetrics>();
        services.AddSingleton<TableStore>();
        services.AddSingleton(provider => new BlobStore(
            provider.GetRequiredService<SqliteDatabase>(),
            provider.GetRequiredService<DataFolder>().BlobFolder,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<StorageMetrics>())
        {
            Signer = provider.GetRequiredService<BlobUrlSigner>(),
        });
        services.AddSingleton<BlobEndpoint>();
        services.AddSingleton(Signer);
        services.TryAddSingleton(provider => new TableServiceClient(provider.GetRequiredService<TableStore>()));
        services.TryAddSingleton(provider => new BlobServiceClient(provider.GetRequiredService<BlobStore>()));
    }
}
