using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Storage;

internal static class StorageRegistration
{
    public static FunctionsApplicationBuilder AddStorage(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddHostedService<StorageInitializer>();
        return builder;
    }

    /// <summary>Registers a table or container class, and has it created at the start.</summary>
    public static IServiceCollection AddStorageResource<TResource>(this IServiceCollection services)
        where TResource : class, IStorageResource =>
        services.AddSingleton<TResource>().AddSingleton<IStorageResource>(provider => provider.GetRequiredService<TResource>());
}
