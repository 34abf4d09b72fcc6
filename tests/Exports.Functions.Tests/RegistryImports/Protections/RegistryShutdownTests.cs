using System.Net.Http.Headers;
using System.Net.Http.Json;
using Exports.Functions.RegistryImports;
using Exports.Functions.RegistryImports.Registry;

namespace Exports.Functions.Tests.RegistryImports.Protections;

/// <summary>6: a registry that shuts down cancels what it runs; that is taken, and retried, and costs nothing.</summary>
public sealed class RegistryShutdownTests
{
    private const string Path = "group/app/web";
    private const string Secret = "hush-notification";

    [Theory]
    [InlineData(RepositoryState.PreImporting, RegistryStatus.PreImportCanceled, "pre_import_canceled")]
    [InlineData(RepositoryState.Importing, RegistryStatus.ImportCanceled, "import_canceled")]
    internal async Task B06_CancelledByTheRegistry_FiveTimes_IsRetriedEachTimeAndCostsNothing(RepositoryState state, RegistryStatus status, string name)
    {
        await using var host = await HangingStep.StartAsync(Path, state, ("NotificationSecret", Secret), ("FirstPoll", "01:00:00"), ("MaxPoll", "01:00:00"));
        var running = host.Registry.OnStatus;

        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await host.UntilAsync(Path, row => row.State == state && row.Attempt == attempt);
            await host.Host.SettleAsync();
            host.Registry.OnStatus = _ => PlannedRegistry.Known(status);
            await NotifyAsync(host, name);
            await host.Host.SettleAsync();

            var aborted = await host.FindAsync(Path);
            Assert.Equal((RepositoryState.ImportAborted, 0, attempt), (aborted.State, aborted.Retries, aborted.UncountedInARow));

            // Asked before the retry it still says cancelled, which is what is retried.
            var first = true;
            host.Registry.OnStatus = path => first && !(first = false) ? PlannedRegistry.Known(status) : running(path);
        }

        host.Registry.OnStatus = _ => PlannedRegistry.Known(
            host.Registry.Orders[^1] == "PUT final" ? RegistryStatus.ImportComplete : RegistryStatus.PreImportComplete);
        Assert.Equal(0, (await host.UntilAsync(Path, row => row.State == RepositoryState.ImportDone)).Retries);
    }

    private static async Task NotifyAsync(ImportHost host, string status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v4/internal/registry/repositories/{Path}/migration/status")
        {
            Content = JsonContent.Create(new { path = Path, status }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(204, (int)response.StatusCode);
    }
}
