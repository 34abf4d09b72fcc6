using Microsoft.Extensions.Hosting;

namespace Exports.Functions.Storage;

/// <summary>
/// Creates tables and containers before anything else starts: <c>StartingAsync</c> runs ahead of the listener and of the triggers.
/// </summary>
internal sealed class StorageInitializer(IEnumerable<IStorageResource> resources) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(resources.Select(resource =>
            StorageDecision.RepeatUncertainAsync(() => resource.CreateIfNotExistsAsync(cancellationToken))));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
