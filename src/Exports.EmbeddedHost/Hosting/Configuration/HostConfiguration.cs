using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exports.EmbeddedHost.Hosting.Configuration;

/// <summary>
/// The application's configuration, weakest first: local.settings.json, appsettings.json, appsettings.{Environment}.json,
/// environment variables, the command line. Nothing is watched for changes.
/// </summary>
internal static class HostConfiguration
{
    private const string EnvironmentVariable = "AZURE_FUNCTIONS_ENVIRONMENT";

    /// <exception cref="HostStartException">A settings file is not what it should be.</exception>
    public static WebApplicationBuilder CreateWebBuilder(string[] args)
    {
        StartFailureReport.Install();
        var root = ContentRoot.Find(args);
        var settings = LocalSettings.Read(Path.Combine(root, LocalSettings.FileName));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name,
            ContentRootPath = root,
            EnvironmentName = EnvironmentName(args, settings),
        });
        builder.Configuration.AddInMemoryCollection(settings);
        AddJsonFile(builder.Configuration, root, "appsettings.json");
        AddJsonFile(builder.Configuration, root, $"appsettings.{builder.Environment.EnvironmentName}.json");
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
        builder.Services.AddLogging();
        ((IHostApplicationBuilder)builder).ConfigureContainer(
            new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = builder.Environment.IsDevelopment() }));
        return builder;
    }

    private static string EnvironmentName(string[] args, Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddCommandLine(args).Build()[HostDefaults.EnvironmentKey]
        ?? Environment.GetEnvironmentVariable(EnvironmentVariable)
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? settings.GetValueOrDefault(EnvironmentVariable)
        ?? Environments.Production;

    // An absent file is not handed to the configuration at all: each source would otherwise cost a file provider per host.
    private static void AddJsonFile(ConfigurationManager configuration, string root, string name)
    {
        var path = Path.Combine(root, name);
        if (File.Exists(path))
        {
            configuration.AddJsonStream(new MemoryStream(JsonSettingsFile.ReadChecked(path)));
        }
    }
}
