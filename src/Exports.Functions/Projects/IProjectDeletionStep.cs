using Microsoft.DurableTask.Client;

namespace Exports.Functions.Projects;

/// <summary>What a feature takes back when a project is deleted. Steps run once the project is marked as deleted.</summary>
internal interface IProjectDeletionStep
{
    /// <summary>
    /// May be repeated, and finds nothing to do then. A failure rises: the deletion is answered as failed and may be asked for again.
    /// </summary>
    Task RunAsync(long projectId, DurableTaskClient client, CancellationToken cancellationToken);
}
