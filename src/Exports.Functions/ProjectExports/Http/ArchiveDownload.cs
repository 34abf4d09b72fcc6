using Exports.Functions.Shared.Http;
using Exports.Functions.Shared.RateLimits;
using Exports.Functions.Storage.Blobs;
using Exports.Functions.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Exports.Functions.ProjectExports.Http;

/// <summary>
/// Answers <c>GET</c> and <c>HEAD /projects/:id/export/download</c>: the archive, or a part of it, under an ETag that is
/// its SHA-256, so that a resumed download of a replaced archive is noticed; or a short-lived address of it in the storage.
/// </summary>
internal sealed class ArchiveDownload(
    ExportProjects projects,
    ProjectExportTable table,
    ArchiveContainer archives,
    SignedDownload signed,
    RateLimiter limiter,
    TimeProvider time)
{
    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var project = await projects.RequireAsync(id, cancellationToken);
        var pointer = await table.GetArchiveAsync(project.Id, cancellationToken);
        while (pointer is not null && pointer.IsAvailable(time.GetUtcNow()))
        {
            if (signed.IsWanted(request))
            {
                await AdmitAsync(request, pointer, content: null, cancellationToken);
                return await signed.SendAsync(request, pointer.Archive.Blob, ArchiveFileName.Of(project.Path), cancellationToken);
            }

            if (await archives.OpenReadAsync(pointer.Archive.Blob, cancellationToken) is { } content)
            {
                await AdmitAsync(request, pointer, content, cancellationToken);
                return Send(project, pointer, content);
            }

            // Gone between the two reads: replaced, deleted or expired. The pointer says which.
            var moved = await table.GetArchiveAsync(project.Id, cancellationToken);
            if (moved?.Archive.Blob == pointer.Archive.Blob && moved.State is ProjectExportArchiveState.Available)
                throw new InvalidDataException($"The archive {pointer.Archive.Blob} is recorded as available and missing.");
            pointer = moved;
        }

        throw NotThere(pointer);
    }

    // Counted when it can be sent: an archive that is not there, or cannot be read, uses nothing up.
    private async Task AdmitAsync(HttpRequest request, ProjectExportArchive pointer, Stream? content, CancellationToken cancellationToken)
    {
        if (!DownloadCost.IsCounted(request, pointer.Archive, pointer.PublishedAt))
            return;

        try
        {
            await limiter.AdmitAsync(request, RateLimit.Download, pointer.ProjectId, cancellationToken);
        }
        catch
        {
            if (content is not null)
                await content.DisposeAsync();
            throw;
        }
    }

    private static IResult Send(ProjectRow project, ProjectExportArchive pointer, Stream content) => ApiResults.From(Results.File(
        content,
        "application/gzip",
        ArchiveFileName.Of(project.Path),
        pointer.PublishedAt,
        new EntityTagHeaderValue($"\"{pointer.Archive.Sha256}\""),
        enableRangeProcessing: true));

    private ApiException NotThere(ProjectExportArchive? pointer) => new(
        StatusCodes.Status404NotFound,
        pointer is not null && pointer.HasExpired(time.GetUtcNow())
            ? "404 Not found - the project's export archive has expired"
            : "404 Not found - the project's export archive is not available yet");
}
