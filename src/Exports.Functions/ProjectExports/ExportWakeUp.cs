using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports;

/// <summary>Raises an event to a job's orchestration. One that is over, or never was, is no failure: there is nobody to tell.</summary>
internal static class ExportWakeUp
{
    public static async Task RaiseAsync(
        DurableTaskClient client, string jobId, string name, object payload, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(jobId, name, payload, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Hosts differ in what they throw for an orchestration that is not there, so the question is asked instead of the type.
            if (await client.GetInstanceAsync(jobId, cancellationToken) is { IsCompleted: false })
                throw;
        }
    }
}
