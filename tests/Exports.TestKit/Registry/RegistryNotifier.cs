using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace Exports.TestKit.Registry;

/// <summary>
/// Sends a simulated registry's notifications, each once, whatever becomes of it: a receiver that is down misses it, as it would miss the
/// real one.
/// </summary>
internal sealed class RegistryNotifier(Func<HttpClient?> receiver, string secret)
{
    private readonly ConcurrentDictionary<Task, byte> _underway = [];

    public int Failed { get; private set; }

    public void Send(RegistryNotification notification)
    {
        var sending = SendAsync(notification);
        _underway[sending] = 0;
        _ = sending.ContinueWith(sent => _underway.TryRemove(sent, out _), TaskScheduler.Default);
    }

    /// <summary>Completes when nothing is under way.</summary>
    public async Task SettleAsync()
    {
        while (!_underway.IsEmpty)
            await Task.WhenAll(_underway.Keys);
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private async Task SendAsync(RegistryNotification notification)
    {
        try
        {
            if (receiver() is not { } http)
                return;
            using var request = new HttpRequestMessage(
                HttpMethod.Put, $"/api/v4/internal/registry/repositories/{notification.Path}/migration/status")
            {
                Content = JsonContent.Create(new { name = NameOf(notification.Path), path = notification.Path, status = notification.Status, detail = "" }),
            };
            // The secret alone, as the registry sends what its configuration holds.
            request.Headers.TryAddWithoutValidation("Authorization", secret);
            using var response = await http.SendAsync(request);
            if (!response.IsSuccessStatusCode)
                Failed++;
        }
        catch (Exception lost)
            when (lost is HttpRequestException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            Failed++;
        }
    }
}
