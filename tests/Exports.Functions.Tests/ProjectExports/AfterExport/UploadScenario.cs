using System.Net.Http.Json;
using System.Text.Json;
using Exports.Functions.Shared.Outbound;
using Exports.Functions.Tests.Http;
using Exports.Functions.Tests.ProjectExports.Scenarios;
using Exports.Functions.Tests.Shared.Outbound;
using Exports.TestKit.Engine;
using Exports.TestKit.Faults;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Exports.Functions.Tests.ProjectExports.AfterExport;

/// <summary>A project, and a receiver for its archives under a name that this installation allows to be inside.</summary>
internal sealed class UploadScenario : IAsyncDisposable
{
    public const string Host = "storage.internal";

    private UploadScenario(ExportScenario export, Receiver receiver, ScriptedResolver resolver)
    {
        Export = export;
        Receiver = receiver;
        Resolver = resolver;
    }

    public ExportScenario Export { get; }

    public Receiver Receiver { get; }

    public ScriptedResolver Resolver { get; }

    public static async Task<UploadScenario> StartAsync(EngineMode? mode = null, CrashPlan? faults = null, params (string Name, string Value)[] settings)
    {
        var resolver = new ScriptedResolver().Add(Host, "127.0.0.1");
        var export = await ExportScenario.StartAsync(mode, faults, smallBlocks: true, settings, builder => Configure(builder, resolver));
        await export.CreateProjectAsync(("a.txt", new('x', 10_000)), ("b.txt", "y"));
        return new(export, await Receiver.StartAsync(), resolver);
    }

    /// <summary>Asks for an export with an upload, as JSON.</summary>
    public Task<HttpResponseMessage> PostAsync(object upload, string? key = null) =>
        Export.PostExportAsync(key, JsonContent.Create(new { upload }));

    /// <summary>Asks for an export with an upload to the receiver and returns the job's id.</summary>
    public async Task<string> StartExportAsync(string? key = null)
    {
        Export.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await PostAsync(new { url = Receiver.Url }, key);
        return (await response.ReadJsonAsync(202)).GetProperty("job").GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> LatestJobAsync() => (await Export.GetStatusAsync()).GetProperty("latest_job");

    public async Task<byte[]> DownloadAsync()
    {
        using var response = await Export.DownloadAsync();
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Export.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private static void Configure(FunctionsApplicationBuilder builder, ScriptedResolver resolver)
    {
        builder.Services.AddSingleton<IHostResolver>(resolver);
        builder.Services.Configure<OutboundOptions>(options =>
        {
            options.AllowHttp = true;
            options.AllowedHosts.Add(Host);
        });
    }
}
