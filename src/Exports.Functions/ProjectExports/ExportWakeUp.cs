using Exports.Functions.Shared.Durable;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports;

/// <summary>Raises an event to a job's orchestration. One that is over, or never was, is no failure: there is nobody to tell.</summary>
internal static class ExportWakeUp
{
    public static Task RaiseAsync(
        DurableTaskClient client, string jobId, string name, object payload, CancellationToken cancellationToken) =>
        client.TryRaiseEventAsync(jobId, name, payload, cancellationToken);
}
