using Exports.Functions.Shared.Outbound;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.Shared.Outbound;
using Exports.TestKit.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.Projects.Imports.Scenarios;

/// <summary>Imports from a server that the test runs, over a resolver and an Internet that it writes.</summary>
internal sealed class RemoteScenario : IAsyncDisposable
{
    /// <summary>A signed URL: its query must appear nowhere.</summary>
    public const string Url = "http://archives.example.com/a.tar.gz?signature=hush-signature-1";

    public const string Address = "93.184.216.34";

    private RemoteScenario(ImportScenario import, ArchiveServer server, ScriptedResolver resolver, ScriptedInternet internet)
    {
        Import = import;
        Server = server;
        Resolver = resolver;
        Internet = internet;
    }

    public ImportScenario Import { get; }

    public ArchiveServer Server { get; }

    public ScriptedResolver Resolver { get; }

    public ScriptedInternet Internet { get; }

    public static async Task<RemoteScenario> StartAsync(byte[] archive, CrashPlan? faults = null, params (string Name, string Value)[] settings)
    {
        var resolver = new ScriptedResolver().Add("archives.example.com", Address);
        var server = await ArchiveServer.StartAsync(archive);
        var internet = new ScriptedInternet().Add(Address, server.Url);
        var import = await ImportScenario.StartAsync(
            faults: faults,
            configure: builder => builder.Services.AddSingleton<IHostResolver>(resolver).AddSingleton<IOutboundDialer>(internet),
            settings: [("Outbound__AllowHttp", "true"), .. settings]);
        return new(import, server, resolver, internet);
    }

    /// <summary>Asks for the import, waits for its end however often it retries, and returns its status.</summary>
    public async Task<string> RunAsync(string url = Url)
    {
        using var response = await Import.FetchAsync(url);
        var id = (await response.ReadJsonAsync(201)).GetProperty("id").GetInt64();
        await Import.Host.AdvanceUntilAsync(
            async () => await Import.StatusAsync(id) is not ("scheduled" or "started"), TimeSpan.FromHours(7));
        await Import.Host.SettleAsync();
        return await Import.StatusAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        await Import.DisposeAsync();
        await Server.DisposeAsync();
    }
}
