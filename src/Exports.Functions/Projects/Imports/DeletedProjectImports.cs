using Microsoft.DurableTask.Client;

namespace Exports.Functions.Projects.Imports;

/// <summary>Ends the import that was to overwrite a deleted project.</summary>
internal sealed class DeletedProjectImports(ImportCanceller canceller) : IProjectDeletionStep
{
    public Task RunAsync(long projectId, DurableTaskClient client, CancellationToken cancellationToken) =>
        canceller.TryCancelAsync(projectId, cancellationToken);
}
