using Exports.EmbeddedHost.Hosting;
using Exports.EmbeddedHost.Hosting.Configuration;
using Exports.EmbeddedHost.Hosting.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Collects configuration, services and middleware, and builds the host once.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly InvocationPipelineBuilder _pipeline = new();
    private bool _hasBuilt;

    internal FunctionsApplicationBuilder(string[]? args)
    {
        _web = HostConfiguration.CreateWebBuilder(args ?? []);
        EmbeddedOptions = new EmbeddedHostOptions();
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public ConfigurationManager Configuration => _web.Configuration;

    public IHostEnvironment Environment => _web.Environment;

    public ILoggingBuilder Logging => _web.Logging;

    public IMetricsBuilder Metrics => _web.Metrics;

    public IServiceCollection Services => _web.Services;

    internal EmbeddedHostOptions EmbeddedOptions { get; }

    internal bool HasWebApplication { get; set; }

    /// <exception cref="InvalidOperationException">The host has been built before.</exception>
    public IHost Build()
    {
        ThrowIfBuilt();
        _hasBuilt = true;
        return FunctionsHostFactory.Build(_web, EmbeddedOptions, _pipeline, HasWebApplication);
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <exception cref="InvalidOperationException">The host has been built before.</exception>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ThrowIfBuilt();
        _pipeline.Use(middleware);
        return this;
    }

    private void ThrowIfBuilt()
    {
        if (_hasBuilt)
        {
            throw new InvalidOperationException("The application has already been built; a builder builds one host.");
        }
    }
}
