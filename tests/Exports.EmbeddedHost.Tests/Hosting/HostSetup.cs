using Exports.EmbeddedHost.Hosting;
using Exports.TestKit.Time;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Exports.EmbeddedHost.Tests.Hosting;

/// <summary>What a test wants different from the usual host.</summary>
internal sealed record HostSetup(string Folder)
{
    public string[] Arguments { get; init; } = [];

    /// <summary>Where host.json is looked for; null takes the data folder, which has none.</summary>
    public string? ContentRoot { get; init; }

    /// <summary>Null starts a new clock.</summary>
    public ManualTimeProvider? Clock { get; init; }

    public bool WithoutWebApplication { get; init; }

    /// <summary>Runs before <c>ConfigureFunctionsWebApplication</c>.</summary>
    public Action<FunctionsApplicationBuilder>? Configure { get; init; }

    /// <summary>Runs after <c>ConfigureFunctionsWebApplication</c>: middleware added here sees the HttpContext.</summary>
    public Action<FunctionsApplicationBuilder>? ConfigureInsideWeb { get; init; }

    public Action<EmbeddedHostOptions>? Options { get; init; }
}
