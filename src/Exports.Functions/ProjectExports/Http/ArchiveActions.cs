using Exports.Functions.ProjectExports.Messages;
using Exports.Functions.Shared.Http;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>Pins, unpins and deletes a project's archive: pointer first, then the entity or the blob.</summary>
internal sealed class ArchiveActions(ExportProjects projects, ProjectExportTable table, ArchiveLedger ledger, ArchiveCleaner cleaner)
{
    public async Task<IResult> PinAsync(string id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        await TellAsync(client, Require(await ledger.PinAsync(project.Id, cancellationToken)), cancellationToken);
        return ApiResults.NoContent();
    }

    public async Task<IResult> UnpinAsync(string id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        await TellAsync(client, Require(await ledger.UnpinAsync(project.Id, cancellationToken)), cancellationToken);
        return ApiResults.NoContent();
    }

    /// <summary>Gives the archive up and removes its file, to the end, whether or not the caller waits for it.</summary>
    public async Task<IResult> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var deleted = await ledger.DeleteAsync(project.Id, CancellationToken.None);
        // Given up before, it may still have its file: the request that did it broke off, and this is its repeat.
        if ((deleted ?? await table.GetArchiveAsync(project.Id, CancellationToken.None)) is { } pointer)
            await cleaner.RemoveIfUnwantedAsync(ArchiveBlobName.Parse(pointer.Archive.Blob), CancellationToken.None);
        Require(deleted);
        return ApiResults.NoContent();
    }

    private static ProjectExportArchive Require(ProjectExportArchive? pointer) =>
        pointer ?? throw ApiException.NotFound("Archive");

    private static Task TellAsync(DurableTaskClient client, ProjectExportArchive pointer, CancellationToken cancellationToken) =>
        client.Entities.SignalEntityAsync(
            ProjectExportEntity.IdOf(pointer.ProjectId),
            nameof(ProjectExportEntity.Watch),
            new ArchiveLease(pointer.Generation, pointer.ExpiresAt, pointer.Pinned),
            cancellation: cancellationToken);
}
