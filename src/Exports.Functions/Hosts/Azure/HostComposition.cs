using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Hosts;

/// <summary>
/// Storage clients and telemetry for Azure. Settings: <c>Storage__tableServiceUri</c> and <c>Storage__blobServiceUri</c> with an identity
/// (<c>Storage__clientId</c> names a user-assigned one), or <c>Storage</c> as a connection string, which is how Azurite is reached.
/// </summary>
internal static class HostComposition
{
    private const string Storage = "Storage";

    public static void Configure(FunctionsApplicationBuilder builder)
    {
        AddStorageClients(builder.Services, builder.Configuration);
        if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
            builder.Services.AddOpenTelemetry()
                .UseFunctionsWorkerDefaults()
                .UseAzureMonitorExporter(options => SignIn(options, builder.Configuration));
    }

    // The Functions host reads this setting by itself; the worker's exporter does not.
    private static void SignIn(AzureMonitorExporterOptions options, IConfiguration configuration)
    {
        if (configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] is { Length: > 0 })
            options.Credential = Credential(configuration[$"{Storage}:clientId"]);
    }

    private static void AddStorageClients(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Storage] is { Length: > 0 } connectionString)
        {
            services.AddSingleton(new TableServiceClient(connectionString));
            services.AddSingleton(new BlobServiceClient(connectionString));
            return;
        }

        var credential = Credential(configuration[$"{Storage}:clientId"]);
        services.AddSingleton(new TableServiceClient(ServiceUri(configuration, "tableServiceUri"), credential));
        services.AddSingleton(new BlobServiceClient(ServiceUri(configuration, "blobServiceUri"), credential));
    }

    private static TokenCredential Credential(string? clientId) =>
        string.IsNullOrEmpty(clientId)
            ? new DefaultAzureCredential()
            : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));

    private static Uri ServiceUri(IConfiguration configuration, string name) =>
        Uri.TryCreate(configuration[$"{Storage}:{name}"], UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException($"Set {Storage}__{name} to the service's address, or {Storage} to a connection string.");
}
