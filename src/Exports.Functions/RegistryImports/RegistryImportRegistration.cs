using Exports.Functions.RegistryImports.Activities;
using Exports.Functions.RegistryImports.Control;
using Exports.Functions.RegistryImports.Enqueuing;
using Exports.Functions.RegistryImports.Filing;
using Exports.Functions.RegistryImports.Guard;
using Exports.Functions.RegistryImports.Http;
using Exports.Functions.RegistryImports.Ledger;
using Exports.Functions.RegistryImports.Notifications;
using Exports.Functions.RegistryImports.Observing;
using Exports.Functions.RegistryImports.Registering;
using Exports.Functions.RegistryImports.Registry;
using Exports.Functions.Storage;
using Exports.Functions.Storage.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Exports.Functions.RegistryImports;

internal static class RegistryImportRegistration
{
    public static FunctionsApplicationBuilder AddRegistryImports(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOptions<RegistryImportOptions>()
            .BindConfiguration(RegistryImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RegistryTokenOptions>()
            .BindConfiguration(RegistryTokenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RegistryImportOptions>, RegistryImportOptionsValidator>();
        builder.Services.AddSingleton<IValidateOptions<RegistryTokenOptions>, RegistryTokenOptionsValidator>();
        builder.Services.AddStorageResource<RegistryRepositoryTable>();
        builder.Services.AddStorageResource<RegistryPlaceTable>();
        builder.Services.AddStorageResource<RegistryControlTable>();
        AddRegistry(builder.Services);
        AddWork(builder.Services);
        AddEndpoints(builder.Services);
        return builder;
    }

    private static void AddRegistry(IServiceCollection services) => services
        .AddSingleton<RegistryTokens>()
        .AddSingleton<IRegistryClient>(provider => ActivatorUtilities.CreateInstance<RegistryClient>(provider, CreateHttp()));

    /// <summary>
    /// No redirects: an answer from elsewhere is no answer of the registry. Connections are renewed, so a moved name is found.
    /// </summary>
    private static HttpClient CreateHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static void AddWork(IServiceCollection services) => services
        .AddSingleton<ControlLedger>()
        .AddSingleton<RepositoryWriter>()
        .AddSingleton<RepositoryLedger>()
        .AddSingleton<AttemptWriter>()
        .AddSingleton<AttemptBeginning>()
        .AddSingleton<StepStart>()
        .AddSingleton<StepCheck>()
        .AddSingleton<StepCancel>()
        .AddSingleton<CancelSettling>()
        .AddSingleton<AttemptEnding>()
        .AddSingleton<ImportCandidates>()
        .AddSingleton<DanglingPlaces>()
        .AddSingleton<ImportEnqueuer>()
        .AddSingleton<ImportGuard>()
        .AddSingleton<ImportRecount>()
        .AddSingleton<ImportFiling>()
        .AddSingleton<ImportObserver>()
        .AddSingleton<RepositoryListBody>()
        .AddSingleton<RepositoryRegistrar>()
        .AddSingleton<NotificationSecret>()
        .AddSingleton<NotificationReceiver>();

    private static void AddEndpoints(IServiceCollection services) => services
        .AddSingleton<RepositoryRegistration>()
        .AddSingleton<RepositoryList>()
        .AddSingleton<RepositoryReader>()
        .AddSingleton<RepositoryActions>()
        .AddSingleton<RepositoryReset>()
        .AddSingleton<ImportSwitch>();
}
